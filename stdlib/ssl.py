"""What programs say about encrypted connections before they download. Gradus checks certificates when it does."""

__all__ = ["CERT_NONE", "CERT_OPTIONAL", "CERT_REQUIRED", "SSLContext", "SSLError", "create_default_context"]

CERT_NONE, CERT_OPTIONAL, CERT_REQUIRED = 0, 1, 2
PROTOCOL_TLS, PROTOCOL_TLS_CLIENT, PROTOCOL_TLS_SERVER = 2, 16, 17


class SSLError(OSError):
    """What goes wrong when a connection is encrypted."""


class SSLContext:
    """The wishes of a program for its connections; downloads keep to Gradus' own, which are stricter."""

    def __init__(self, protocol=PROTOCOL_TLS):
        self.protocol = protocol
        self.check_hostname = protocol == PROTOCOL_TLS_CLIENT
        self.verify_mode = CERT_REQUIRED if self.check_hostname else CERT_NONE

    def load_verify_locations(self, cafile=None, capath=None, cadata=None):
        """Other certificates than the system's are not asked."""

    def load_default_certs(self, purpose=None):
        """The system's certificates, which are asked anyway."""

    def wrap_socket(self, sock, *args, **kwargs):
        raise NotImplementedError("Gradus opens no connections of programs")


def create_default_context(purpose=None, *, cafile=None, capath=None, cadata=None):
    return SSLContext(PROTOCOL_TLS_CLIENT)


def _create_unverified_context(protocol=PROTOCOL_TLS, **kwargs):
    return SSLContext(protocol)


_create_default_https_context = create_default_context
_create_stdlib_context = _create_unverified_context
