(function () {
  var asked = new URLSearchParams(location.search).get('theme');
  var theme = asked;
  try {
    theme = asked || localStorage.getItem('kilter-theme');
  } catch (e) {
    // Storage may be closed to us; then the system decides.
  }
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
})();
