"""What is on screen: one file a route, one line in PAGES."""

from portail import routes
from portail.pages import (
    accessibility,
    account,
    booking,
    home,
    legal,
    not_found,
    planning,
    privacy,
    requests,
    sign_in,
)
from portail.pages.page import Page
from portail.state.account import AccountState
from portail.state.booking import BookingState
from portail.state.home import HomeState
from portail.state.planning import PlanningState
from portail.state.requests import RequestsState
from portail.state.visitor import Visitor

PAGES = (
    Page(routes.HOME, "", home.page, HomeState, (HomeState.load,)),
    Page(routes.SIGN_IN, "Connexion", sign_in.page, on_load=(Visitor.read_sign_in,)),
    Page(routes.LEGAL, "Mentions légales", legal.page),
    Page(routes.PRIVACY, "Données personnelles", privacy.page),
    Page(routes.ACCESSIBILITY, "Accessibilité", accessibility.page),
    Page(routes.ACCOUNT, "Mon compte", account.page, AccountState, (AccountState.load,)),
    Page(routes.PLANNING, "Mon planning", planning.page, PlanningState, (PlanningState.load,)),
    Page(
        routes.BOOKING_STEP,
        BookingState.title,
        booking.page,
        BookingState,
        (BookingState.load,),
    ),
    Page(
        routes.REQUESTS,
        "Demandes à traiter",
        requests.page,
        RequestsState,
        (RequestsState.load,),
    ),
    Page("404", "Page introuvable", not_found.page),
)
"""Every page of the portal."""
