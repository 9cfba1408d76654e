// Sets light or dark before anything is painted. A file of its own, because the content security policy allows no inline script.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("bailiwick.theme");
  } catch (error) {
    choice = null;
  }
  var isDark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
})();
