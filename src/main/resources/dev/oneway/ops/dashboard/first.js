// What can't wait for the modules: the chosen colours, so that nothing flashes at the first paint,
// and the first questions to the API, which answers while the modules are on their way.
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
  function whole(answer) {
    return answer.text().then(function (text) {
      return { answer: answer, text: text };
    });
  }
  var questions = ["/api/me", "/api/alerts"];
  if (/^(#\/?(flows)?(\?.*)?)?$/.test(location.hash)) {
    questions = ["/api/flows", "/api/stats", "/api/volume"].concat(questions);
  }
  window.early = new Map(questions.map(function (path) {
    return [path, fetch(path).then(whole)];
  }));
  window.early.forEach(function (answer) {
    answer.catch(function () {}); // told by whoever takes it
  });
})();
