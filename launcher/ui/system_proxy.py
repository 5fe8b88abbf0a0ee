"""The proxy that the system wants for an address, by its own rules: a PAC file, too, where it has one."""

from threading import Lock

from launcher.services.connections import environment_proxy

_making = Lock()
"""PySide makes a type when it is first asked for it; who asks at the same time gets one that is half made."""


def system_proxy(url: str) -> str:
    """Return the address of the proxy that leads to ``url``, or empty. May wait: it belongs into a worker.

    What the environment says comes first. Windows and macOS read PAC files for Qt; on Linux Qt knows the
    environment alone, unless it was built with libproxy.
    """
    if found := environment_proxy(url):
        return found
    with _making:
        from PySide6.QtCore import QUrl  # noqa: PLC0415 - a worker's
        from PySide6.QtNetwork import (  # noqa: PLC0415
            QNetworkProxy,
            QNetworkProxyFactory,
            QNetworkProxyQuery,
        )

    schemes = {QNetworkProxy.ProxyType.HttpProxy: "http", QNetworkProxy.ProxyType.Socks5Proxy: "socks5"}
    for proxy in QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(url))):
        if proxy.type() is QNetworkProxy.ProxyType.NoProxy:
            break
        if proxy.type() in schemes:
            host = f"[{proxy.hostName()}]" if ":" in proxy.hostName() else proxy.hostName()
            return f"{schemes[proxy.type()]}://{host}:{proxy.port()}"
    return ""
