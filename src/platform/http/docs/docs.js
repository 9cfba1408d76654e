// Shows /api/openapi.json as a page. Everything is put in as text, never as markup.
const METHODS = ["get", "post", "put", "patch", "delete"];

function element(tag, text = "", className = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function resolve(api, value) {
  if (!value || !value.$ref) return value;
  return value.$ref.slice(2).split("/").reduce((at, key) => at[key], api);
}

// A schema in a few lines, like a type: names, kinds, what is optional.
function typeText(api, schema, indent = "", seen = []) {
  if (!schema) return "nothing";
  if (schema.$ref) {
    const name = schema.$ref.split("/").pop();
    if (seen.includes(name)) return name;
    return typeText(api, resolve(api, schema), indent, [...seen, name]);
  }
  if (schema.anyOf) return schema.anyOf.map((one) => typeText(api, one, indent, seen)).join(" or ");
  if (schema.enum) return schema.enum.map((word) => JSON.stringify(word)).join(" | ");
  if (schema.type === "array") return `[${typeText(api, schema.items, indent, seen)}]`;
  if (schema.properties) {
    const required = schema.required ?? [];
    const lines = Object.entries(schema.properties).map(([name, field]) => {
      const mark = required.includes(name) ? "" : "?";
      const note = field.description ? `   // ${field.description}` : "";
      return `${indent}  ${name}${mark}: ${typeText(api, field, indent + "  ", seen)}${note}`;
    });
    return `{\n${lines.join("\n")}\n${indent}}`;
  }
  if (schema.additionalProperties) return `{ any name: ${typeText(api, schema.additionalProperties, indent, seen)} }`;
  const kind = [schema.type ?? "anything"].flat().join(" or ");
  return schema.format ? `${kind} (${schema.format})` : kind;
}

function table(heads, rows) {
  const made = element("table");
  const head = made.createTHead().insertRow();
  for (const text of heads) head.append(Object.assign(element("th", text), { scope: "col" }));
  const body = made.createTBody();
  for (const cells of rows) {
    const row = body.insertRow();
    for (const text of cells) row.insertCell().textContent = text;
  }
  return made;
}

function accessText(operation) {
  if (!operation.security || operation.security.length === 0) return "Open to everybody.";
  return "For people who are signed in, and API tokens.";
}

function contentOf(api, box, title, content) {
  for (const [type, { schema }] of Object.entries(content ?? {})) {
    box.append(element("h3", `${title} (${type})`), element("pre", typeText(api, schema)));
  }
}

function operationBox(api, path, method, operation) {
  const details = element("details");
  details.id = operation.operationId;
  const summary = element("summary");
  summary.append(element("code", method.toUpperCase(), "method"), element("code", path), element("span", ` ${operation.summary ?? ""}`, "soft"));
  const box = element("div");
  if (operation.description) box.append(element("p", operation.description));
  box.append(element("p", accessText(operation), "soft"));
  if (operation.parameters) {
    box.append(element("h3", "Parameters"));
    box.append(table(["Name", "In", "Kind", "What it is"], operation.parameters.map((one) => [
      one.name + (one.required ? "" : " (optional)"), one.in, typeText(api, one.schema), one.description ?? ""])));
  }
  contentOf(api, box, "Body", operation.requestBody?.content);
  box.append(element("h3", "Answers"));
  const answers = Object.entries(operation.responses).map(([status, answer]) => [status, resolve(api, answer)]);
  box.append(table(["Status", "What it means"], answers.map(([status, answer]) => [status, answer.description])));
  for (const [status, answer] of answers) {
    if (status.startsWith("2")) contentOf(api, box, `Answer ${status}`, answer.content);
  }
  details.append(summary, box);
  return details;
}

function filterBy(words, sections) {
  let count = 0;
  for (const section of sections) {
    let shown = 0;
    for (const box of section.querySelectorAll("details")) {
      const text = box.firstChild.textContent.toLowerCase() + " " + section.dataset.tag.toLowerCase();
      box.hidden = !words.every((word) => text.includes(word));
      if (!box.hidden) shown += 1;
    }
    section.hidden = shown === 0;
    count += shown;
  }
  document.getElementById("count").textContent = `${count} operations`;
}

function show(api) {
  document.getElementById("about").textContent = `${api.info.description} Version ${api.info.version}.`;
  const main = document.getElementById("operations");
  const byTag = new Map(api.tags.map((tag) => [tag.name, []]));
  for (const [path, operations] of Object.entries(api.paths)) {
    for (const method of METHODS.filter((name) => operations[name])) {
      const operation = operations[method];
      byTag.get(operation.tags[0]).push(operationBox(api, path, method, operation));
    }
  }
  const sections = [...byTag].map(([tag, boxes]) => {
    const section = element("section");
    section.dataset.tag = tag;
    section.append(element("h2", tag), ...boxes);
    return section;
  });
  main.append(...sections);
  const filter = document.getElementById("filter");
  const apply = () => filterBy(filter.value.toLowerCase().split(/\s+/).filter(Boolean), sections);
  filter.addEventListener("input", apply);
  apply();
  const wanted = document.getElementById(location.hash.slice(1));
  if (wanted) {
    wanted.open = true;
    wanted.scrollIntoView();
  }
}

try {
  const answer = await fetch("/api/openapi.json");
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  show(await answer.json());
} catch (error) {
  document.getElementById("about").textContent = `The document could not be loaded: ${error.message}. Reload the page to try again.`;
}
