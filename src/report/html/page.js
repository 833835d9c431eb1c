const all = selector => [...document.querySelectorAll(selector)];
const boxes = all(".kinds input");
const place = document.querySelector(".steps output");
let current = null;
document.body.classList.add("live");

function changes() { return all(".change:not(.off)"); }
function tell() {
  const rows = changes();
  place.textContent = (current ? rows.indexOf(current) + 1 : "–") + " / " + rows.length;
}
function step(by) {
  const rows = changes();
  if (!rows.length) return;
  const at = rows.indexOf(current);
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : (at + by + rows.length) % rows.length];
  current?.classList.remove("current");
  current = next;
  current.classList.add("current");
  current.focus({ preventScroll: true });
  current.scrollIntoView({ block: "center" });
  tell();
}
function filter() {
  const asked = new Set(boxes.filter(box => box.checked).map(box => box.value));
  for (const marked of all("[data-kinds]"))
    marked.classList.toggle("off", !marked.dataset.kinds.split(" ").some(kind => asked.has(kind)));
  if (current?.classList.contains("off")) { current.classList.remove("current"); current = null; }
  tell();
}
for (const box of boxes) box.addEventListener("change", filter);
for (const button of all(".steps button"))
  button.addEventListener("click", () => step(button.value === "next" ? 1 : -1));
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j" || event.key === "n") step(1);
  if (event.key === "k" || event.key === "p") step(-1);
});
for (const row of all("[data-pair]")) {
  const other = document.getElementById(row.dataset.pair);
  for (const [event, lit] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]])
    row.addEventListener(event, () => other?.classList.toggle("lit", lit));
}
filter();
