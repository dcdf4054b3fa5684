"""A browser in the words its owner would use, from what it says of itself."""

UNKNOWN = "A browser we do not recognise"
# In this order: most name those they descend from as well.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
DEVICES = [
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "a Chromebook"),
    ("Mac OS", "a Mac"),
    ("Linux", "Linux"),
]


def in_words(user_agent: str) -> str:
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    device = next((name for sign, name in DEVICES if sign in user_agent), "")
    if not browser:
        return UNKNOWN
    return f"{browser} on {device}" if device else browser
