"""How this programme writes days: "30 April 2010". Times are written by living_docs.uk_time."""

DATE_FORMAT = "j F Y"
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d %m %Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y"]
