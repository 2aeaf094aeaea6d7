// Runs before the first paint, so that nothing flashes: the system's preference, or what was chosen.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("oneway.theme");
  } catch (e) {
    // A browser that keeps nothing follows the system.
  }
  if (chosen === "dark" || chosen === "light") {
    document.documentElement.dataset.theme = chosen;
  }
})();
