"""What awaits a person: each app says its part, in the order of the journey."""

def awaiting(user):
    return []
