"""One account for each role, with a password that everybody may know: only on demonstration sites."""

from django.contrib.auth.hashers import make_password

from tongxin.actions.demonstration.world import World
from tongxin.store.models import Organisation, Person, RoleGrant, User

PASSWORD = "tongxin-demo-2024"  # noqa: S105 — printed at start and shown on the demonstration's sign-in page.
ACCOUNTS = (
    ("clerk", "clerk", "办公室工作人员"),
    ("party", "party_clerk", "党务工作人员"),
    ("member", "member", "党员委员"),
    ("member2", "member", "党外委员"),
    ("informant", "informant", "特邀信息员"),
    ("leader", "party_group_leader", "党组领导"),
    ("unit", "handling_unit", "承办单位"),
    ("dispatch", "dispatcher", "交办机构"),
    ("chair", "chair", "主席"),
    ("auditor", "auditor", "审计员"),
    ("admin", "administrator", "系统管理员"),
)


def make(world: World) -> None:
    """Make the accounts; further committees of a load test get a suffix to the name."""
    suffix = "" if world.committee.code == "longan" else f"-{world.committee.code}"
    digest = make_password(PASSWORD)
    people: dict[str, Person] = {
        "party": world.staff[2],
        "member": world.party[20],
        "member2": world.nonparty[40],
        "informant": world.staff[-1],
        "leader": world.party[1],
        "chair": world.party[0],
    }
    bodies: dict[str, Organisation] = {"unit": world.bodies["H11"], "leader": world.bodies["PG1"]}
    for name, role, title in ACCOUNTS:
        user = User.objects.create(
            username=f"{name}{suffix}",
            password=digest,
            committee=world.committee,
            person=people.get(name),
            display_name=f"{people[name].name}（{title}）" if name in people else f"演示·{title}",
            must_change_password=False,
            date_joined=world.actor.at,
        )
        RoleGrant.objects.create(user=user, role=role, organisation=bodies.get(name))
