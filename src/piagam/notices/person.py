"""Whom a notice is for: an account, or its number."""

from django.contrib.auth.base_user import AbstractBaseUser

Person = AbstractBaseUser | int | None


def id_of(person: Person) -> int:
    """The account's number; 0, which nobody has, for the public."""
    return int(person.pk) if isinstance(person, AbstractBaseUser) else person or 0
