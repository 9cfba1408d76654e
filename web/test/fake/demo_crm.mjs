// The demo company's customers: made from small lists by a fixed rule, so that every run has the same.
import { addRecord } from "./crm.mjs";
import { treeOn } from "./alignment.mjs";

const NAMES = ["Acme", "Bergman", "Café Zürich", "Delta", "Elzinga", "Fjord", "Gouda", "Hansa", "IJssel", "Jansen", "Koper", "Lindqvist", "Maas", "Nordlys", "Oranje", "Polder", "Quist", "Rijnland", "Skagen", "Terborg", "Utrechtse", "Veluwe", "Waterland", "Zeeuws"];
const KINDS = ["Instruments", "Foods", "Logistics", "Medical", "Energy"];
const INDUSTRIES = ["Manufacturing", "Food", "Transport", "Health care", "Energy"];
const CITIES = [
  ["Amsterdam", "1012 AB", "NL", "4.9041", "52.3676", "Amsterdam"],
  ["Utrecht", "3511 CE", "NL", "5.1214", "52.0907", "Utrecht"],
  ["Antwerpen", "2000", "BE", "4.4025", "51.2194", "Antwerp"],
  ["Stockholm", "111 29", "SE", "18.0686", "59.3293", "Stockholm"],
  ["Oslo", "0150", "NO", "10.7522", "59.9139", "Oslo"],
  ["Zürich", "8001", "CH", "8.5417", "47.3769", undefined],
];
const CURRENCIES = { NL: "EUR", BE: "EUR", SE: "SEK", NO: "NOK", CH: "CHF" };
const FIRST = ["Anna", "Bram", "Carla", "Dirk", "Eva", "Finn", "Greta", "Hugo"];
const LAST = ["de Vries", "Berg", "Lund", "Peeters", "Smit", "Meier"];
const DAY_MS = 86_400_000;
const dayFromNow = (days) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

function addAccounts(world, count) {
  const territories = new Map(treeOn(world, dayFromNow(0)).map(({ name, id }) => [name, id]));
  const made = [];
  for (let index = 0; index < count; index++) {
    const [city, postal_code, country, lon, lat, territory] = CITIES[index % CITIES.length];
    const name = `${NAMES[index % NAMES.length]} ${KINDS[Math.floor(index / NAMES.length) % KINDS.length]}`;
    const kind = ["customer", "prospect", "customer", "former_customer", "partner"][index % 5];
    const account = addRecord(world, "account", {
      name, kind, city, postal_code, country, industry: INDUSTRIES[Math.floor(index / NAMES.length) % INDUSTRIES.length], street: `Havenstraat ${index + 1}`, phone: `+31 20 555 ${String(1000 + index)}`, website: `https://www.${name.toLowerCase().replace(/[^a-z]+/g, "-")}.example`,
      employees: 12 + ((index * 137) % 4_000), annual_revenue: { amount: `${250 + ((index * 911) % 9_000)}000.00`, currency: CURRENCIES[country] }, growth: ((index % 7) / 20 - 0.1).toFixed(2), complexity: 1 + (index % 5), is_key_account: index % 9 === 0, lon, lat, external_id: `A-${1000 + index}`,
      custom: index % 3 === 0 ? { budget_holder: index % 2 ? "CFO" : "Plant manager" } : {},
    });
    account.territory = territories.get(territory);
    made.push(account);
  }
  return made;
}

function addAround(world, account, index, owner) {
  const contact = addRecord(world, "contact", { account: account.id, first_name: FIRST[index % FIRST.length], last_name: LAST[index % LAST.length], job_title: index % 2 ? "Purchaser" : "Plant manager", email: `${FIRST[index % FIRST.length].toLowerCase()}@${index}.example`, phone: `+31 6 5550 ${1000 + index}` });
  const stage = ["prospecting", "qualified", "proposal", "negotiation", "won", "lost"][index % 6];
  const { currency } = account.annual_revenue;
  const deal = addRecord(world, "opportunity", { name: `${account.name} ${index % 2 ? "renewal" : "expansion"}`, account: account.id, stage: `standard.${stage}`, amount: { amount: `${5 + ((index * 13) % 90)}500.00`, currency }, close_date: dayFromNow((stage === "won" || stage === "lost" ? -1 : 1) * ((index * 11) % 160)), opened: dayFromNow(-170 - ((index * 7) % 60)), kind: index % 2 ? "existing_business" : "new_business", owner });
  for (let order = 0; order < 1 + (index % 3); order++) addRecord(world, "order", { account: account.id, kind: order % 2 ? "invoice" : "order", number: `${2026}-${1000 + index * 3 + order}`, day: dayFromNow(-20 - order * 45 - index), amount: { amount: `${800 + ((index * 71) % 5_000)}.50`, currency }, product: "Flow meter" });
  addRecord(world, "activity", { kind: ["visit", "call", "mail", "meeting"][index % 4], subject: ["Yearly review", "Price question", "Sent the brochure", "Plan for next year"][index % 4], happened_at: new Date(Date.now() - (index + 1) * DAY_MS).toISOString(), account: account.id, contact: contact.id, opportunity: deal.id, minutes: 30, owner });
  if (index % 2 === 0) addRecord(world, "task", { subject: "Call back about the quote", status: index % 4 === 0 ? "open" : "done", priority: ["low", "normal", "high"][index % 3], due: dayFromNow(index - 4), account: account.id, owner });
  if (index % 3 === 0) addRecord(world, "note", { subject: "Prefers mornings", account: account.id, description: "Deliveries before ten.\nAsk for the dock number." });
  if (index % 4 === 0) addRecord(world, "finding", { account: account.id, kind: index % 8 ? "satisfaction" : "need", subject: index % 8 ? "Service survey" : "Wants remote readings", day: dayFromNow(-index * 3 - 1), score: index % 8 ? "8.5" : undefined });
}

export function addDemoCrm(world, count = 120) {
  world.crm.custom.account = [{ name: "budget_holder", type: "text", form: "line", is_required: false, is_custom: true, label: "Budget holder", version: 1 }];
  const owner = world.people.find(({ person }) => person.email === "rep@demo.example").person.id;
  const accounts = addAccounts(world, count);
  accounts.slice(0, 36).forEach((account, index) => addAround(world, account, index, owner));
  // A small group of companies.
  for (const child of accounts.slice(24, 27)) child.parent = accounts[0].id;
  for (let index = 0; index < 12; index++) addRecord(world, "lead", { company: `${NAMES[(index * 5) % NAMES.length]} Labs`, first_name: FIRST[index % 8], last_name: LAST[index % 6], status: ["new", "working", "qualified"][index % 3], email: `lead${index}@labs.example`, city: CITIES[index % 6][0], country: CITIES[index % 6][2], source: "Trade fair", owner });
}
