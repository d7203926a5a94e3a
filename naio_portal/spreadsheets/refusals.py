"""Why a file is not taken: one clear sentence each, said to the person who sent it."""

from naio_portal.errors import DomainError


class FileRefused(DomainError):
    """The file cannot be taken. `code` names the reason for tests and logs; `str()` is the sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
