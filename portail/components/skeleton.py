"""Grey shapes that hold the place of what is being read, so that nothing jumps."""

import reflex as rx


def bone(class_name: str) -> rx.Component:
    """Return one shape; its classes give its size."""
    return rx.el.div(class_name=f"skeleton {class_name}", custom_attrs={"aria-hidden": "true"})


def lines(count: int, class_name: str = "h-4") -> rx.Component:
    """Return lines of text to come, the last one shorter."""
    widths = ["w-full"] * (count - 1) + ["w-2/3"]
    return rx.el.div(
        *[bone(f"{class_name} {width}") for width in widths], class_name="flex flex-col gap-3"
    )


def page_skeleton() -> rx.Component:
    """Return a title and cards to come: what most pages look like."""
    return rx.el.div(
        said_loading(),
        bone("h-9 w-64 max-w-full"),
        rx.el.div(bone("h-36"), bone("h-36"), class_name="mt-6 grid gap-4 md:grid-cols-2"),
        bone("mt-4 h-64 w-full"),
    )


def said_loading() -> rx.Component:
    """Tell those who do not see the shapes."""
    return rx.el.p("Chargement en cours…", role="status", class_name="sr-only")
