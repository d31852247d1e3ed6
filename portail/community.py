"""The community that runs the portal: its names, its services, and what the law has it publish.

Read once from PORTAIL_COMMUNITY_*; the values below are those of the demo. They end up in the
pages, which are built anew when one of them changes.
"""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_settings import BaseSettings, SettingsConfigDict

Phone = Annotated[str, AfterValidator(lambda number: number.replace(" ", "\u00a0"))]
"""A telephone number that no line end cuts in two."""


class ServiceContact(BaseModel):
    """How to reach a service."""

    model_config = ConfigDict(frozen=True)

    key: str
    """As in Establishment.service."""
    name: str
    phone: Phone
    email: str

    @property
    def phone_link(self) -> str:
        """Return what a telephone dials."""
        return "tel:" + self.phone.replace("\u00a0", "")


class Community(BaseSettings):
    """Who publishes the portal."""

    model_config = SettingsConfigDict(
        env_prefix="PORTAIL_COMMUNITY_", frozen=True, validate_default=True
    )

    name: str = "Communauté de communes de l’Estuaire"
    motto: str = "Une énergie commune"
    address: str = "1 place de l’Estuaire, 33820 Braud-et-Saint-Louis"
    phone: Phone = "05 36 49 00 00"
    email: str = "contact@estuaire.example"
    director: str = "La présidente de la Communauté de communes de l’Estuaire"
    """The legally responsible director of the publication."""
    host: str = "Hébergeur de démonstration, 1 rue de l’Exemple, 33000 Bordeaux, 05 36 49 00 01"
    privacy_email: str = "donnees@estuaire.example"
    """Where people write to the data protection officer."""
    services: tuple[ServiceContact, ...] = (
        ServiceContact(
            key="creche", name="Crèche", phone="05 36 49 00 10", email="creche@estuaire.example"
        ),
        ServiceContact(
            key="alsh", name="ALSH · PAJ", phone="05 36 49 00 20", email="alsh@estuaire.example"
        ),
    )


community = Community()
