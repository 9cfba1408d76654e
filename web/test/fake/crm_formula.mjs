// Formulas of the fake server: enough of the language to check, complete and evaluate what the browser tests type.
import { shown } from "./crm.mjs";
import { fieldsOf } from "./crm_objects.mjs";

class Fault extends Error {
  constructor(rule, message, from, to, replacement) {
    super(message);
    Object.assign(this, { rule, from, to, replacement });
  }
}

const TOKENS = /\s*(?:("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(\d+(?:\.\d+)?)|([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|(==|!=|<=|>=|&&|\|\||[-+*/%<>!?:()[\],.]))/y;

function tokensOf(text) {
  const found = [];
  let at = 0;
  while (at < text.trimEnd().length) {
    TOKENS.lastIndex = at;
    const match = TOKENS.exec(text);
    if (!match) {
      const from = at + /^\s*/.exec(text.slice(at))[0].length;
      if (text[from] === "=") throw new Fault("Q001", "To compare, write ==.", from, from + 1, "==");
      throw new Fault("Q001", "This character means nothing here.", from, from + [...text.slice(from)][0].length);
    }
    const [whole, quoted, number, name, sign] = match;
    at += whole.length;
    found.push({ from: at - whole.trimStart().length, to: at, quoted, number, name, sign });
  }
  return found;
}

function distance(a, b) {
  const row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    let corner = row[0]++;
    for (let j = 1; j <= b.length; j++) [corner, row[j]] = [row[j], Math.min(row[j] + 1, row[j - 1] + 1, corner + (a[i - 1] === b[j - 1] ? 0 : 1))];
  }
  return row[b.length];
}

const nearest = (name, names) => names.map((own) => ({ own, far: distance(name, own) })).filter(({ far }) => far <= 3).sort((a, b) => a.far - b.far)[0]?.own;

export const FUNCTIONS = [
  { name: "abs", form: "abs(decimal) -> decimal" },
  { name: "coalesce", form: "coalesce(any, any) -> any" },
  { name: "contains", form: "string.contains(string) -> bool" },
  { name: "has", form: "has(field) -> bool" },
  { name: "lowerAscii", form: "string.lowerAscii() -> string" },
  { name: "size", form: "size(string) -> int" },
  { name: "startsWith", form: "string.startsWith(string) -> bool" },
];
const CALLS = { abs: Math.abs, coalesce: (a, b) => a ?? b, has: (a) => a !== null && a !== undefined, size: (a) => [...a].length };
const METHODS = { contains: (a, b) => a.includes(b), lowerAscii: (a) => a.toLowerCase(), startsWith: (a, b) => a.startsWith(b) };
const OPERATORS = [
  { "||": (a, b) => a || b },
  { "&&": (a, b) => a && b },
  { "==": (a, b) => a === b, "!=": (a, b) => a !== b, "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b, in: (a, b) => b.includes(a) },
  { "+": (a, b) => a + b, "-": (a, b) => a - b },
  { "*": (a, b) => a * b, "/": (a, b) => a / b, "%": (a, b) => a % b },
];

// Makes functions of a row from a formula's tokens; throws what is wrong with it.
class Compiler {
  #at = 0;

  constructor(text, names) {
    this.text = text;
    this.names = names;
    this.tokens = tokensOf(text);
  }

  whole() {
    const made = this.#choice();
    const rest = this.tokens[this.#at];
    if (rest) throw new Fault("Q006", "Here an operator was expected.", rest.from, rest.to);
    return made;
  }

  #is(sign) {
    const token = this.tokens[this.#at];
    return token?.sign === sign || (sign === "in" && token?.name === "in");
  }
  #here() {
    return this.tokens[this.#at] ?? { from: this.text.length, to: this.text.length };
  }
  #expect(sign) {
    if (!this.#is(sign)) throw new Fault("Q006", `Here "${sign}" was expected.`, this.#here().from, this.#here().to);
    this.#at++;
  }

  #list(end) {
    const items = [];
    while (!this.#is(end)) {
      items.push(this.#choice());
      if (!this.#is(end)) this.#expect(",");
    }
    this.#expect(end);
    return items;
  }

  #call({ name, from, to }) {
    this.#at++;
    const parts = name.split(".");
    const method = parts.length > 1 ? METHODS[parts.at(-1)] : undefined;
    const call = method ?? CALLS[name];
    if (!call) throw new Fault("Q013", `There is no function ${name}.`, from, to, nearest(name, Object.keys(CALLS)));
    const items = this.#list(")");
    const self = method ? this.#named({ name: parts.slice(0, -1).join("."), from, to }) : null;
    return (row) => call(...(self ? [self(row)] : []), ...items.map((item) => item(row)));
  }

  #named({ name, from, to }) {
    if (name === "true" || name === "false") return () => name === "true";
    if (name === "null") return () => null;
    if (this.#is("(")) return this.#call({ name, from, to });
    if (!this.names.has(name)) throw new Fault("Q012", `There is no field ${name}.`, from, to, nearest(name, [...this.names.keys()]));
    return (row) => this.names.get(name)(row) ?? null;
  }

  #simple() {
    const token = this.#here();
    if (this.#is("!") || this.#is("-")) {
      this.#at++;
      const inner = this.#simple();
      return token.sign === "!" ? (row) => !inner(row) : (row) => -inner(row);
    }
    this.#at++;
    if (token.sign === "(") {
      const inner = this.#choice();
      this.#expect(")");
      return inner;
    }
    if (token.sign === "[") {
      const items = this.#list("]");
      return (row) => items.map((item) => item(row));
    }
    if (token.quoted !== undefined) return () => token.quoted.slice(1, -1);
    if (token.number !== undefined) return () => Number(token.number);
    if (token.name !== undefined) return this.#named(token);
    throw new Fault("Q006", "Here a value was expected.", token.from, token.to);
  }

  #level(depth) {
    if (depth === OPERATORS.length) return this.#simple();
    const next = () => Object.keys(OPERATORS[depth]).find((sign) => this.#is(sign));
    let left = this.#level(depth + 1);
    for (let sign = next(); sign; sign = next()) {
      this.#at++;
      const [a, b, act] = [left, this.#level(depth + 1), OPERATORS[depth][sign]];
      left = (row) => act(a(row), b(row));
    }
    return left;
  }

  #choice() {
    const test = this.#level(0);
    if (!this.#is("?")) return test;
    this.#at++;
    const yes = this.#choice();
    this.#expect(":");
    const no = this.#choice();
    return (row) => (test(row) ? yes(row) : no(row));
  }
}

// A formula as a function of a row.
export function compile(text, names) {
  return new Compiler(text, names).whole();
}

function namesOf(crm, object) {
  const names = new Map();
  for (const { name, type, is_custom } of fieldsOf(crm, object)) {
    if (is_custom) names.set(`custom.${name}`, (row) => row.custom?.[name]);
    else if (type === "money") {
      names.set(name, (row) => (row[name] ? Number(row[name].amount) : null));
      names.set(`${name}_currency`, (row) => row[name]?.currency);
    } else names.set(name, (row) => (type === "decimal" && row[name] !== undefined ? Number(row[name]) : row[name]));
  }
  return names;
}

// What a formula over accounts gives for one.
export const conditionOf = (world, text) => compile(text, namesOf(world.crm, "account"));

const TYPES = { boolean: "bool", number: "decimal", string: "string" };
const bytes = (text, index) => Buffer.byteLength(text.slice(0, index));

function check(world, object, text, type) {
  try {
    const formula = compile(text, namesOf(world.crm, object));
    const rows = world.crm.records[object].filter(({ is_deleted }) => !is_deleted).sort((a, b) => a.title.localeCompare(b.title)).slice(0, 200);
    const answers = rows.map((record) => ({ id: record.id, title: shown(world, object, record).title, value: formula(record) }));
    const kind = TYPES[typeof answers.find(({ value }) => value !== null && value !== undefined)?.value] ?? "bool";
    if (type && kind !== type) throw new Fault("Q020", `This gives ${kind}, and ${type} was wanted.`, 0, text.length);
    const preview = answers.slice(0, 10).map(({ value, ...one }) => ({ ...one, value: value === null || value === undefined || Number.isNaN(value) ? null : String(value) }));
    return { type: kind, faults: [], preview, count: rows.length, is_all: true, ...(kind === "bool" ? { matches: answers.filter(({ value }) => value === true).length } : {}) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { rule, message, from, to, replacement } = error;
    const before = text.slice(0, from).split("\n");
    const fault = { rule, message, offset: bytes(text, from), size: bytes(text, to) - bytes(text, from), line: before.length, column: [...before.at(-1)].length + 1, ...(replacement ? { replacement } : {}) };
    return { faults: [fault], preview: [], count: 0, is_all: true };
  }
}

export const formulaRoutes = {
  "GET /crm/formula/functions": () => ({ items: FUNCTIONS }),
  "POST /crm/objects/:object/formula": ({ world, params, body }) => check(world, params.object, body.text, body.type),
};
