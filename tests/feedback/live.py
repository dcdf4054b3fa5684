"""What a save sends of a page, beside the page drawn anew."""


def drawn_otherwise(client, address: str, live: dict[str, str]) -> list[str]:
    """The places that the page draws otherwise than the save sent them."""
    page = " ".join(client.get(address).content.decode().split())
    return [name for name, html in live.items() if " ".join(html.split()) not in page]
