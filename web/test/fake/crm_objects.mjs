// What the CRM's objects are made of, as src/crm/object.cpp has it.
const text = (name, more = {}) => ({ name, type: "text", form: "line", is_required: false, is_custom: false, most: 255, ...more });
const formed = (name, form) => text(name, { form, ...(form === "paragraph" ? { most: 30_000 } : {}) });
const plain = (name, type, more = {}) => ({ name, type, is_required: false, is_custom: false, ...more });
const choice = (name, choices, more = {}) => plain(name, "choice", { choices, ...more });
const record = (name, refers_to, is_required = false) => plain(name, "record", { refers_to, is_required });
const required = { is_required: true };

const FIELDS = {
  account: [
    text("name", required), choice("kind", ["prospect", "customer", "former_customer", "partner"]), record("parent", "account"), text("industry"), plain("employees", "whole", { least: 0, most: 1_000_000_000 }),
    plain("annual_revenue", "money"), plain("growth", "decimal", { least: "-1", most: "1000" }), plain("complexity", "whole", { least: 1, most: 5 }), plain("is_key_account", "truth"), formed("phone", "phone"), formed("website", "url"),
    text("street"), text("postal_code"), text("city"), text("region"), formed("country", "country"), plain("lon", "decimal", { least: "-180", most: "180" }), plain("lat", "decimal", { least: "-90", most: "90" }), formed("description", "paragraph"),
  ],
  contact: [record("account", "account", true), text("first_name"), text("last_name", required), text("job_title"), formed("email", "email"), formed("phone", "phone"), formed("mobile", "phone"), formed("description", "paragraph")],
  lead: [
    text("company", required), text("first_name"), text("last_name"), choice("status", ["new", "working", "qualified", "disqualified", "converted"]), formed("email", "email"), formed("phone", "phone"), text("job_title"), text("industry"),
    plain("employees", "whole", { least: 0, most: 1_000_000_000 }), text("source"), text("postal_code"), text("city"), text("region"), formed("country", "country"), plain("owner", "person"), plain("territory", "territory"), record("account", "account"), formed("description", "paragraph"),
  ],
  opportunity: [
    text("name", required), record("account", "account", true), plain("stage", "stage", required), plain("amount", "money"), plain("probability", "whole", { least: 0, most: 100 }), plain("close_date", "date"), plain("opened", "date"), choice("kind", ["new_business", "existing_business"]),
    text("source"), plain("owner", "person"), plain("stage_since", "instant"), text("lost_reason"), formed("description", "paragraph"),
  ],
  order: [record("account", "account", true), choice("kind", ["order", "invoice"], required), text("number"), plain("day", "date", required), plain("amount", "money", required), record("opportunity", "opportunity"), text("product"), formed("description", "paragraph")],
  activity: [
    choice("kind", ["visit", "call", "mail", "meeting"], required), text("subject", required), plain("happened_at", "instant", required), record("account", "account"), record("contact", "contact"), record("lead", "lead"), record("opportunity", "opportunity"),
    plain("minutes", "whole", { least: 0, most: 100_000 }), text("outcome"), plain("owner", "person"), formed("description", "paragraph"),
  ],
  task: [
    text("subject", required), choice("status", ["open", "done", "cancelled"]), choice("priority", ["low", "normal", "high"]), plain("due", "date"), record("account", "account"), record("contact", "contact"), record("lead", "lead"), record("opportunity", "opportunity"),
    plain("owner", "person"), formed("description", "paragraph"),
  ],
  note: [text("subject", required), record("account", "account"), record("contact", "contact"), record("opportunity", "opportunity"), formed("description", "paragraph")],
  finding: [record("account", "account", true), choice("kind", ["need", "satisfaction"], required), text("subject", required), plain("day", "date", required), text("source"), plain("score", "decimal", { least: "0", most: "10" }), formed("description", "paragraph")],
};
// What is imported besides records.
export const ALIGNMENT_OBJECTS = [
  { name: "territory", plural: "territories", title: ["name"], fields: [text("name", { most: 200, ...required }), record("parent", "territory"), plain("from", "date")] },
  {
    name: "territory_assignment", plural: "territory_assignments", title: ["position"],
    fields: [record("territory", "territory", true), text("position", required), text("position_name"), formed("person", "email"), choice("role", ["owner", "overlay", "owner_or_overlay"]), plain("from", "date", required), plain("until", "date")],
  },
];
export const PLURALS = { account: "accounts", contact: "contacts", lead: "leads", opportunity: "opportunities", order: "orders", activity: "activities", task: "tasks", note: "notes", finding: "findings" };
const TITLES = { account: ["name"], contact: ["first_name", "last_name"], lead: ["company"], opportunity: ["name"], order: ["number"], activity: ["subject"], task: ["subject"], note: ["subject"], finding: ["subject"] };
const SEARCHED = { account: ["name", "postal_code", "city"], contact: ["first_name", "last_name", "email"], lead: ["company", "first_name", "last_name", "email", "postal_code", "city"], opportunity: ["name"], order: ["number"], activity: ["subject"], task: ["subject"], note: ["subject"], finding: ["subject", "source"] };
const TIMES = { order: "day", activity: "happened_at", finding: "day" };

export const OBJECTS = Object.keys(FIELDS).map((name) => ({ name, plural: PLURALS[name], title: TITLES[name], searched: SEARCHED[name], time: TIMES[name], fields: FIELDS[name] }));
export const objectNamed = (name) => OBJECTS.find((object) => object.name === name);

export const fieldsOf = (crm, name) => [...(FIELDS[name] ?? ALIGNMENT_OBJECTS.find((object) => object.name === name).fields), ...(crm.custom[name] ?? []).filter(({ is_hidden }) => !is_hidden)];

export function fieldAt(crm, name, path) {
  if (name === "account" && path === "territory") return { name: "territory", type: "territory" };
  if (path === "title" || path === "external_id") return text(path);
  if (path === "created_at" || path === "updated_at") return plain(path, "instant");
  const key = path.replace(/^custom\./, "");
  return fieldsOf(crm, name).find((field) => field.name === key && field.is_custom === path.startsWith("custom."));
}
