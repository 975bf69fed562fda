"""Proofs at the door: the host's certificate, the code of the class, and who knows it.

Guest and host agree on a key by SPAKE2 from the short code; the certificate's fingerprint is part
of what they agree on. A wrong code and a host in between both give different keys, and a listener
can try no codes on what it heard.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import ssl
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from game.errors import UserError

WORDS = (
    "anchor", "atlas", "bay", "beacon", "bridge", "buoy", "canal", "cape", "cargo", "chart",
    "coast", "convoy", "coral", "crane", "current", "delta", "dock", "dune", "ebb", "ferry",
    "fjord", "flag", "fleet", "fog", "gale", "globe", "gulf", "harbour", "helm", "horizon",
    "hull", "island", "jetty", "keel", "knot", "lagoon", "lantern", "levee", "lock", "map",
    "marina", "mast", "meridian", "monsoon", "moor", "north", "oasis", "ocean", "orbit", "pact",
    "pier", "pilot", "plateau", "port", "quay", "radar", "rain", "reef", "ridge", "river",
    "rudder", "sail", "sextant", "shoal", "shore", "signal", "sound", "star", "storm", "strait",
    "summit", "tide", "treaty", "tundra", "valley", "voyage", "watch", "wave", "wharf", "zenith",
)  # fmt: skip
_GUEST, _HOST = b"demarche guest", b"demarche host "


def new_code() -> str:
    """Return a code for a class: a word and four digits."""
    return f"{secrets.choice(WORDS)}-{secrets.randbelow(10_000):04d}"


def plain_code(text: str) -> str:
    """Return a code as typed by a person in its one form: ``harbour-0420``."""
    letters = "".join(c for c in text.casefold() if c.isalpha())
    digits = "".join(c for c in text if c.isdigit())
    return f"{letters}-{digits}"


def new_token() -> str:
    """Return a token of 128 bits."""
    return secrets.token_hex(16)


def hashed(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


# ----------------------------------------------------------------------------------- exchange


class GuestProof:
    """The guest's side of the exchange: `start`, then `finish` with the host's half."""

    def __init__(self, secret: str, fingerprint: bytes) -> None:
        from spake2 import SPAKE2_A

        self._exchange = SPAKE2_A(secret.encode(), idA=_GUEST, idB=_HOST + fingerprint)
        self._key = b""

    def start(self) -> str:
        """Return the guest's half."""
        return str(self._exchange.start().hex())

    def finish(self, half: str) -> str:
        """Return the proof that the host is shown; raises UserError for what is no half."""
        self._key = _finished(self._exchange, half)
        return _mac(self._key, "guest")

    def trusts(self, proof: str) -> bool:
        """Whether a proof is that of a host that knows the secret and has this certificate."""
        return hmac.compare_digest(_mac(self._key, "host"), proof)


class HostProof:
    """The host's side: made from the guest's half, with its own half in *half*."""

    def __init__(self, secret: str, fingerprint: bytes, half: str) -> None:
        from spake2 import SPAKE2_B

        exchange = SPAKE2_B(secret.encode(), idA=_GUEST, idB=_HOST + fingerprint)
        self.half = str(exchange.start().hex())
        self._key = _finished(exchange, half)

    def trusts(self, proof: str) -> bool:
        """Whether a guest's proof is that of somebody who knows the secret and saw this host."""
        return hmac.compare_digest(_mac(self._key, "guest"), proof)

    @property
    def proof(self) -> str:
        """The proof that the guest is shown, after its own has been found right."""
        return _mac(self._key, "host")


def _finished(exchange: object, half: str) -> bytes:
    try:
        return bytes(exchange.finish(bytes.fromhex(half)))  # type: ignore[attr-defined]
    except Exception:  # a forged half can fail anywhere in the library
        raise UserError("this is no half of an exchange") from None


def _mac(key: bytes, side: str) -> str:
    return hmac.new(key, b"demarche " + side.encode(), hashlib.sha256).hexdigest()


# -------------------------------------------------------------------------------- certificate


@dataclass(frozen=True, slots=True)
class Certificate:
    """A self-signed certificate with its key, both as PEM, and its fingerprint."""

    pem: str
    key: str
    fingerprint: bytes

    def server_context(self) -> ssl.SSLContext:
        """Return a host's TLS context; the key touches the disk for a moment, for its owner."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "host.pem")
            path.touch(mode=0o600)
            path.write_text(self.key + self.pem, encoding="ascii")
            context.load_cert_chain(path)
        return context


def new_certificate() -> Certificate:
    """Make a certificate for one class; takes some milliseconds."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "demarche host")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=400))
        .sign(key, hashes.SHA256())
    )
    return Certificate(
        pem=made.public_bytes(serialization.Encoding.PEM).decode(),
        key=key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode(),
        fingerprint=hashlib.sha256(made.public_bytes(serialization.Encoding.DER)).digest(),
    )


def certificate_of(pem: str, key: str) -> Certificate:
    """Return a certificate that was kept; raises ValueError for damage."""
    return Certificate(pem, key, hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).digest())


def guest_context() -> ssl.SSLContext:
    """
    Return the TLS context of a guest.

    It takes any certificate: no authority vouches for a laptop in a classroom. That it is the
    host's own is proved by the exchange about the code, and held to when coming back.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
