"""What the installation says about itself, read once from the environment and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from config.secret_files import with_secrets
from eorder.foundation.errors import ConfigurationError

ASSUMED = "andaian.txt"
"""File of a home whose database is a replay."""
EXAMPLE_OCID_PREFIX = "ocds-xxxxxx"  # plainly unregistered
Network = IPv4Network | IPv6Network
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Environment:
    """The settings of one installation.

    Attributes:
        home: Folder of everything the program writes: cluster, secret key, mail, papers, static files.
        database_url: An outside PostgreSQL as the runtime role; None for the embedded one.
        owner_url: The same database as its owner, for migrations; None where none are run.
        data: Folder of the real public data that some tests read.
        public_url: How people reach the site, without a slash at the end.
        ocid_prefix: The publisher's registered OCDS prefix.
        trusted_proxies: Addresses whose word about where a request came from is believed.
    """

    home: Path
    database_url: str | None
    owner_url: str | None
    data: Path | None
    public_url: str
    ocid_prefix: str
    trusted_proxies: tuple[Network, ...] = ()

    @property
    def assumed(self) -> str:
        """What every page says of a database whose records are in part assumed, as a replay's; else empty."""
        said = self.home / ASSUMED
        return said.read_text("utf-8").strip() if said.is_file() else ""

    @property
    def host(self) -> str:
        """The host name in the public address."""
        return urlsplit(self.public_url).hostname or ""

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the site."""
        return self.host in LOCAL_HOSTS

    @property
    def is_secure(self) -> bool:
        """Whether people reach the site over TLS."""
        return self.public_url.startswith("https://")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address that a server listens on; a name unknown to us may be any."""
    if host in LOCAL_HOSTS:
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Read and check the `EORDER_...` variables; an empty one counts as not set.

    Raises:
        ConfigurationError: A value cannot be right.
    """
    given = with_secrets(variables)
    database_url, owner_url = given.get("EORDER_DATABASE_URL"), given.get("EORDER_OWNER_URL")
    if owner_url and not database_url:
        raise ConfigurationError(
            "EORDER_OWNER_URL diisi tetapi EORDER_DATABASE_URL tidak. Isi keduanya untuk memakai PostgreSQL "
            "sendiri, atau kosongkan keduanya untuk memakai yang tertanam."
        )
    return Environment(
        home=Path(given.get("EORDER_HOME", "var")).expanduser().absolute(),
        database_url=_database_url("EORDER_DATABASE_URL", database_url),
        owner_url=_database_url("EORDER_OWNER_URL", owner_url),
        data=_folder("EORDER_DATA", given.get("EORDER_DATA")),
        public_url=_public_url(given.get("EORDER_PUBLIC_URL", local_url(8000))),
        ocid_prefix=given.get("EORDER_OCID_PREFIX", EXAMPLE_OCID_PREFIX),
        trusted_proxies=_networks("EORDER_TRUSTED_PROXIES", given.get("EORDER_TRUSTED_PROXIES", "")),
    )


def local_url(port: int) -> str:
    """How people on this machine reach a site on a port."""
    return f"http://localhost:{port}"


def _database_url(name: str, value: str | None) -> str | None:
    if value is not None and _split(name, value).scheme not in {"postgresql", "postgres"}:
        raise ConfigurationError(
            f"{name} harus berbentuk postgresql://pengguna@host/nama; tertulis: skema lain."
        )
    return value


def _folder(name: str, value: str | None) -> Path | None:
    if value is None:
        return None
    folder = Path(value).expanduser().absolute()
    if not folder.is_dir():
        raise ConfigurationError(f"{name} menunjuk {folder}, tetapi folder itu tidak ada.")
    return folder


def _networks(name: str, value: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(each) for each in value.replace(",", " ").split())
    except ValueError as error:
        raise ConfigurationError(
            f"{name} harus berisi alamat, misalnya 10.0.0.5 atau 10.0.0.0/24; {error}."
        ) from error


def _public_url(value: str) -> str:
    parts = _split("EORDER_PUBLIC_URL", value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ConfigurationError(
            f"EORDER_PUBLIC_URL harus berbentuk https://nama.contoh.id tanpa jalur; tertulis: {value}."
        )
    return value.rstrip("/")


def _split(name: str, value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise ConfigurationError(f"{name} bukan alamat yang sah: {error}.") from error
    return parts
