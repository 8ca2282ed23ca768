"""Whether what a mechanism says of pairing holds together."""

from collections.abc import Iterator

from tongxin.engine.kernel.issues import Issue
from tongxin.engine.mechanism.names import known
from tongxin.engine.mechanism.values import Mechanism


def pairing(mechanism: Mechanism) -> Iterator[Issue]:
    """Yield limits of posts that are not declared, and numbers below nothing."""
    posts = [post.id for post in mechanism.vocabulary.posts]
    rules = mechanism.pairing
    for place, one in enumerate(rules.limits):
        yield from known(one.post, posts, f"pairing.yaml/limits/{place}/post")
        if one.most < 0:
            yield Issue(
                code="pack.too_small", params={"found": one.most}, place=f"pairing.yaml/limits/{place}/most"
            )
    if rules.stability < 0:
        yield Issue(code="pack.too_small", params={"found": rules.stability}, place="pairing.yaml/stability")
