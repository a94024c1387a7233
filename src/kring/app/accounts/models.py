"""People, organisations, who belongs to which in what role, invitations, and the log of what was done."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member may do, weakest first: look, make briefs and plans, and manage the members."""

    VIEWER = "viewer", _("viewer")
    PLANNER = "planner", _("planner")
    OWNER = "owner", _("owner")

    @property
    def strength(self) -> int:
        """0 for the weakest role."""
        return list(Role).index(self)


class People(BaseUserManager["User"]):
    """Makes people by e-mail address, which is kept in lower case."""

    def create_user(self, email: str, password: str | None = None) -> User:
        """A person who can sign in with this address and password."""
        person = self.model(email=self.normalize_email(email).lower())
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, email: str) -> User:
        """The person with that address, in whatever case it is typed."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person who can sign in."""

    email = models.EmailField(_("e-mail address"), unique=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    def __str__(self) -> str:
        return self.email


class Organisation(models.Model):
    """A company that plans with creators. `namespace` names its own facts in the warehouse."""

    name = models.CharField(_("name"), max_length=120)
    namespace = models.SlugField(unique=True, max_length=60, validators=[RegexValidator(r"^[a-z][a-z0-9_]*$")])
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person in one organisation, in a role."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.VIEWER)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="once_per_organisation")]
        ordering = ["user__email"]

    def __str__(self) -> str:
        return f"{self.user}, {self.role}, {self.organisation}"

    def may(self, least: Role) -> bool:
        """Whether the role is at least this one."""
        return Role(self.role).strength >= least.strength

    @property
    def may_plan(self) -> bool:
        """Whether the member may make briefs and choose plans."""
        return self.may(Role.PLANNER)

    @property
    def may_manage(self) -> bool:
        """Whether the member may manage members and read the log."""
        return self.may(Role.OWNER)


class Invitation(models.Model):
    """A link that lets one person in, once. Only a digest of the link's secret is kept.

    Without an organisation it is the link of the first run: whoever opens it names the organisation and owns it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="invitations")
    email = models.EmailField(_("e-mail address"), blank=True)
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.VIEWER)
    renews = models.BooleanField(default=False, help_text="it only gives a member a new password")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.email or 'first run'}, {self.role}"


class LogEntry(models.Model):
    """What a person did, when. `action` names a sentence in `accounts.audit`; `details` fills it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="log")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    who = models.CharField(max_length=254)
    action = models.CharField(max_length=60)
    details = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who} {self.action}"
