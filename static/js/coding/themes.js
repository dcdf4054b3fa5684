// One box to find themes by typing, in place of the lists; what is chosen stands beneath it, each with a button.
const MOST = 8;

export class ThemeBox {
  constructor(place) {
    this.options = readOptions(place.querySelector("select"));
    const chosen = [...place.querySelectorAll("select")].map((select) => select.value).filter(Boolean);
    place.innerHTML = `
      <div class="govuk-form-group theme-box">
        <label class="govuk-label" for="id_theme">Theme</label>
        <input class="govuk-input" id="id_theme" type="text" role="combobox" autocomplete="off" aria-expanded="false"
               aria-controls="theme-list" aria-autocomplete="list" aria-describedby="theme-hint">
        <ul class="theme-box__list" id="theme-list" role="listbox" aria-label="Themes" hidden></ul>
        <p class="theme-box__hint" id="theme-hint">Type a part of its name. Enter takes it; take as many as fit.</p>
        <p class="govuk-visually-hidden" role="status"></p>
      </div>
      <ul class="theme-box__chosen" aria-label="Chosen themes"></ul>`;
    [this.input, this.list, this.said] = ["input", ".theme-box__list", "[role=status]"].map((one) =>
      place.querySelector(one),
    );
    [this.taken, this.hint] = [".theme-box__chosen", ".theme-box__hint"].map((one) => place.querySelector(one));
    this.active = -1;
    this.found = [];
    this.input.addEventListener("input", () => this.find());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener(
      "click",
      (event) =>
        event.target.closest("li") &&
        this.take(this.found[[...this.list.children].indexOf(event.target.closest("li"))]),
    );
    chosen.forEach((value) =>
      this.take(
        this.options.find((option) => option.value === value),
        false,
      ),
    );
  }

  find() {
    const words = this.input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = this.options.filter((option) => words.every((word) => option.sought.includes(word)));
    this.found = words.length ? fits.sort((a, b) => rank(a, words) - rank(b, words)).slice(0, MOST) : [];
    this.list.replaceChildren(...this.found.map(asItem));
    this.said.textContent = words.length ? `${fits.length} theme${fits.length === 1 ? "" : "s"} found` : "";
    this.open(this.found.length > 0);
    this.point(this.found.length ? 0 : -1);
  }

  pressed(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && this.found.length) {
      this.point((this.active + steps[event.key] + this.found.length) % this.found.length);
    } else if (event.key === "Enter") {
      if (this.found[this.active]) this.take(this.found[this.active]);
    } else if (event.key === "Escape") {
      this.close();
    } else return;
    event.preventDefault();
  }

  point(place) {
    this.active = place;
    [...this.list.children].forEach((item, here) => item.setAttribute("aria-selected", String(here === place)));
    this.input.setAttribute("aria-activedescendant", place < 0 ? "" : this.list.children[place].id);
    const about = this.found[place]?.about;
    if (about) this.hint.textContent = `${this.found[place].title}. ${about}`;
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  close() {
    this.open(false);
    this.point(-1);
    this.found = [];
  }

  take(option, aloud = true) {
    if (!option || this.taken.querySelector(`[value="${option.value}"]`)) return this.clear();
    const item = document.createElement("li");
    item.innerHTML =
      '<input type="hidden" name="theme"><span></span> <button type="button" class="button-as-link">Take out<span class="govuk-visually-hidden"></span></button>';
    item.querySelector("input").value = option.value;
    item.querySelector("span").textContent = option.title;
    item.querySelector("button span").textContent = ` ${option.title}`;
    item.querySelector("button").addEventListener("click", () => (item.remove(), this.input.focus()));
    this.taken.append(item);
    this.clear();
    if (aloud) this.said.textContent = `${option.title} is chosen`;
  }

  clear() {
    this.input.value = "";
    this.close();
  }
}

function readOptions(select) {
  return [...select.querySelectorAll("option[data-path]")].map((option) => {
    const tree = option.closest("optgroup").label;
    const { path, about } = option.dataset;
    return {
      value: option.value,
      title: option.text,
      path: path ? `${path}. ${tree}` : tree,
      about,
      sought: `${option.text} ${path} ${tree}`.toLowerCase(),
    };
  });
}

/** Titles that begin with what was typed come first, then those that hold it. */
function rank(option, words) {
  const title = option.title.toLowerCase();
  if (title.startsWith(words[0])) return 0;
  return words.every((word) => title.includes(word)) ? 1 : 2;
}

function asItem(option, place) {
  const item = document.createElement("li");
  item.id = `theme-option-${place}`;
  item.setAttribute("role", "option");
  const [title, path] = [document.createElement("span"), document.createElement("span")];
  title.textContent = option.title;
  path.textContent = option.path;
  path.className = "theme-box__path";
  item.append(title, path);
  return item;
}
