"""Presses *Connect* on noVNC's full page, where that waits for somebody to do it.

Nova's own setting leads there (``[vnc] novncproxy_base_url``, ``…/vnc_auto.html``, which is another name of
``vnc.html`` since noVNC 1.0), and a double click has said already what is wanted.
"""

# Once, and before the page's first session: the same panel opens when that is over. In a world of its own.
SCRIPT = """
(() => {
  const page = document.documentElement;
  const look = () => {
    const begun = ["noVNC_connecting", "noVNC_connected"].some((one) => page.classList.contains(one));
    const panel = document.querySelector("#noVNC_connect_dlg.noVNC_open");
    if (!begun && !panel) return;
    watch.disconnect();
    if (!begun) panel.querySelector("#noVNC_connect_button")?.click();
  };
  const watch = new MutationObserver(look);
  watch.observe(page, { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });
  look();
})();
"""
