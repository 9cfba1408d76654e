// Goal: the small rules behind the CRM's pages. Method: examples at the edges, and round trips of what stands in an address.
import { expect, test } from "vitest";
import type { Condition, CrmField, CrmImport, CrmRecord, Pipeline } from "../../src/api/crm";
import { busiestOf } from "../../src/features/crm/board/busiest";
import { totalsOf, cardsOf } from "../../src/features/crm/board/use_moves";
import { changeOf, draftOf, isSame, limitsOf, readDraft, shownFields, valueOf } from "../../src/features/crm/fields/values";
import { askedOf, bodyOf as importBody, draftFor, MEANS_NOTHING, missingOf, NOT_READ, saidHeader, targetsOf, twiceOf, unknownOf } from "../../src/features/crm/imports/mapping";
import { columnsOf, nextSort, readState, readWhere, writeState } from "../../src/features/crm/lists/list_state";
import { derivedFields, editableFields } from "../../src/features/crm/records/editable";
import { bodyOf, draftOf as pipelineDraft, keyOf, mistakeOf, moved } from "../../src/features/crm/settings/keys";

const field = (name: string, type: CrmField["type"], more: Partial<CrmField> = {}): CrmField => ({ name, type, is_required: false, is_custom: false, ...more });
const record = (more: object) => ({ id: "account_1", version: 1, title: "Acme", created_at: "", updated_at: "", ...more }) as unknown as CrmRecord;

test("a field's value is read from where it stands, and sent to where it belongs", () => {
  const own = field("budget_holder", "text", { is_custom: true });
  expect(valueOf(record({ custom: { budget_holder: "CFO" }, budget_holder: "not this" }), own)).toBe("CFO");
  expect(changeOf([{ field: own, value: null }, { field: field("city", "text"), value: "Oslo" }])).toEqual({ custom: { budget_holder: null }, city: "Oslo" });
});

test("what was typed becomes a value, or says what is wrong", () => {
  const read = (one: CrmField, text: string, currency?: string) => readDraft(one, { text, currency }, "nl");
  expect(read(field("employees", "whole", { least: 0, most: 100 }), "1.0")).toEqual({ value: 10 });
  expect(read(field("employees", "whole", { least: 0, most: 100 }), "101")).toEqual({ mistake: "tooLarge" });
  expect(read(field("employees", "whole"), "4,5x")).toEqual({ mistake: "notWhole" });
  expect(read(field("lon", "decimal", { least: "-180", most: "180" }), "0,12")).toEqual({ value: "0.12" });
  expect(read(field("lon", "decimal", { least: "-180", most: "180" }), "-180,01")).toEqual({ mistake: "tooSmall" });
  expect(read(field("amount", "money"), "12.000,50", "EUR")).toEqual({ value: { amount: "12000.50", currency: "EUR" } });
  expect(read(field("amount", "money"), "12")).toEqual({ mistake: "noCurrency" });
  expect(read(field("name", "text", { is_required: true }), "  ")).toEqual({ mistake: "required" });
  expect(read(field("city", "text"), " ")).toEqual({ value: null });
  expect(read(field("email", "text", { form: "email" }), "a@")).toEqual({ mistake: "notEmail" });
  expect(read(field("website", "text", { form: "url" }), "javascript:alert(1)")).toEqual({ mistake: "notUrl" });
  expect(read(field("is_key_account", "truth"), "false")).toEqual({ value: false });
});

test("what is shown to be changed reads back the same in either language", () => {
  const values: [CrmField, never][] = [[field("growth", "decimal"), "-0.1" as never], [field("amount", "money"), { amount: "1234.50", currency: "SEK" } as never], [field("happened_at", "instant"), "2026-11-26T09:30:00Z" as never], [field("employees", "whole"), 12 as never]];
  for (const locale of ["en", "nl"]) {
    for (const [one, value] of values) {
      const back = readDraft(one, draftOf(one, value, locale, "EUR"), locale);
      expect("value" in back && isSame(back.value, value), `${one.name} ${locale}`).toBe(true);
    }
  }
});

test("the territory of an account is shown but not changed", () => {
  const fields = shownFields("account", [field("name", "text"), field("description", "text", { form: "paragraph" })]);
  expect(fields.map(({ name }) => name)).toEqual(["name", "description", "territory"]);
  expect(editableFields(fields).map(({ name }) => name)).toEqual(["name", "external_id", "description"]);
  const deal = [field("stage", "stage"), field("stage_since", "instant")];
  expect([editableFields(deal), derivedFields(deal)].map((some) => some.map(({ name }) => name))).toEqual([["stage", "external_id"], ["stage_since"]]);
});

test("a list's state goes into its address and comes back", () => {
  const where: Condition[] = [{ field: "amount", is: "ge", value: { amount: "1000", currency: "EUR" } }, { field: "custom.x", is: "empty" }];
  const params = writeState(new URLSearchParams("tab=x"), { q: "zü & co", where, sort: "-name", group: "kind" });
  expect(readState(new URLSearchParams(params.toString()))).toEqual({ q: "zü & co", where, sort: "-name", group: "kind" });
  expect(writeState(params, { q: "", where: [], sort: "", group: "" }).toString()).toBe("tab=x");
});

test("an address typed by hand does no harm", () => {
  expect(readWhere("{oops")).toEqual([]);
  expect(readWhere('[1, {"field": "x"}, {"field": "a", "is": "drop"}, {"field": "b", "is": "empty"}]')).toEqual([{ field: "b", is: "empty" }]);
  expect(readWhere(JSON.stringify(Array(30).fill({ field: "b", is: "empty" })))).toHaveLength(9);
});

test("a column's head sorts up, down, and then as before", () => {
  expect([nextSort("", "name"), nextSort("name", "name"), nextSort("-name", "name"), nextSort("-name", "city")]).toEqual(["name", "-name", "", "city"]);
  expect(columnsOf("account", ["city", "kind"], undefined)).toEqual(["kind", "city"]);
  expect(columnsOf("account", ["city", "kind"], ["gone", "city"])).toEqual(["city"]);
});

test("a card that moves leaves one stage and its amount, and joins another, each currency by itself", () => {
  const deal = record({ id: "opportunity_1", stage: "s.a", amount: { amount: "100.10", currency: "EUR" } });
  const other = record({ id: "opportunity_2", stage: "s.a" });
  const groups = [
    { value: "s.a", count: 2, sums: { amount: [{ amount: "100.10", currency: "EUR" }] } },
    { value: "s.b", count: 1, sums: { amount: [{ amount: "7.00", currency: "USD" }] } },
  ];
  const moves = [{ record: deal, from: "s.a", to: "s.b" }];
  expect(totalsOf("s.a", groups, moves)).toEqual({ count: 1, sums: [] });
  expect(totalsOf("s.b", groups, moves)).toEqual({ count: 2, sums: [{ currency: "USD", amount: "7.00" }, { currency: "EUR", amount: "100.10" }] });
  expect(totalsOf("s.c", groups, moves)).toEqual({ count: 0, sums: [] });
  expect(cardsOf("s.a", [deal, other], moves).map(({ id }) => id)).toEqual(["opportunity_2"]);
  expect(cardsOf("s.b", [], moves).map(({ id, stage }) => [id, stage])).toEqual([["opportunity_1", "s.b"]]);
});

test("a mapping leaves out what is not read, and says what is missing or twice there", () => {
  const one = { decimal_mark: ",", date_order: "dmy", columns: [{ name: "Naam", samples: [], field: "name" }, { name: "Iets", samples: [] }] } as unknown as CrmImport;
  const draft = draftFor(one, "EUR");
  expect(draft.mapping).toEqual({ Naam: "name", Iets: NOT_READ });
  expect(importBody(draft)).toEqual({ mapping: { Naam: "name" }, currency: "EUR", decimal_mark: ",", date_order: "dmy", wrong_values: "reject_row" });
  expect(draftFor({ ...one, source: "hubspot" }, "EUR").wrong_values).toBe("leave_out");
  expect(importBody({ ...draft, defaults: { kind: { text: "order" }, name: { text: "x" }, day: { text: " " } } }).defaults).toEqual({ kind: "order" });
  const again = draftFor({ ...one, order: { mapping: { Iets: "city" }, defaults: { kind: "order" }, currency: "USD", decimal_mark: "." } }, "EUR");
  expect([again.mapping, again.defaults, again.currency, again.decimal_mark, again.date_order]).toEqual([{ Naam: NOT_READ, Iets: "city" }, { kind: { text: "order" } }, "USD", ".", "dmy"]);
  expect([twiceOf({ a: "name", b: "city" }), twiceOf({ a: NOT_READ, b: NOT_READ }), twiceOf({ a: "name", b: "name" })]).toEqual([undefined, undefined, "name"]);
  const fields = [field("name", "text", { is_required: true }), field("amount", "money"), field("x", "text", { is_custom: true }), field("territory", "territory", { is_derived: true })];
  expect(targetsOf(fields).map(({ value }) => value)).toEqual(["external_id", "id", "name", "amount", "amount.currency", "custom.x"]);
  expect(missingOf({ a: "amount" }, fields).map(({ name }) => name)).toEqual(["name"]);
});

test("an import of assignments asks for their role, and a header is said only where it looks otherwise", () => {
  const fields = [field("territory", "record", { is_required: true, refers_to: "territory" }), field("position", "text", { is_required: true }), field("role", "choice")];
  expect(askedOf("territory_assignment", { a: "territory" }, fields).map(({ name }) => name)).toEqual(["position", "role"]);
  expect(askedOf("territory_assignment", { a: "position", b: "role" }, fields)).toEqual([]);
  expect(askedOf("account", {}, fields).map(({ name }) => name)).toEqual(["position"]);
  expect(targetsOf(fields, "territory_assignment").map(({ value }) => value)).toEqual(["external_id", "territory", "position", "role"]);
  const said = (has_header: boolean, looks_headed: boolean) => saidHeader({ has_header, looks_headed } as CrmImport);
  expect([said(true, true), said(false, false), said(true, false), said(false, true)]).toEqual([undefined, undefined, true, false]);
});

test("a text that is none of ours is told what it means, and a record without an account may have one for all", () => {
  const unknown_values = [{ field: "stage", text: "Discovery", count: 2 }, { field: "kind", text: "swap", count: 5 }];
  const one = { decimal_mark: ",", date_order: "dmy", columns: [{ name: "Fase", samples: [], field: "stage" }], defaults: { kind: "invoice" }, unknown_values } as unknown as CrmImport;
  const draft = draftFor(one, "EUR");
  expect(draft.defaults).toEqual({ kind: { text: "invoice" } });
  expect(unknownOf(one, draft).map(({ text }) => text)).toEqual(["Discovery"]);
  const told = { ...draft, meanings: { stage: { Discovery: "standard.needs", Odd: MEANS_NOTHING } } };
  expect(importBody(told).meanings).toEqual({ stage: { Discovery: "standard.needs", Odd: "" } });
  expect(unknownOf(one, told).map(({ text, count }) => [text, count])).toEqual([["Discovery", 2], ["Odd", 0]]);
  expect(draftFor({ ...one, order: { mapping: {}, meanings: { stage: { Odd: "" } } } }, "EUR").meanings).toEqual({ stage: { Odd: MEANS_NOTHING } });
  const account = field("account", "record", { is_required: true, refers_to: "account" });
  expect(askedOf("contact", { a: "account" }, [account]).map(({ name }) => name)).toEqual(["account"]);
  expect(importBody({ ...draft, mapping: { a: "account" }, defaults: { account: { text: "account_1" } } }).defaults).toEqual({ account: "account_1" });
  expect(targetsOf([field("stage", "stage")]).map(({ value }) => value)).toEqual(["external_id", "id", "stage", "stage.pipeline"]);
});

test("a board opens with the pipeline that has most open opportunities", () => {
  const pipeline = (key: string) => ({ key, name: key, stages: [{ key: "a", name: "A", outcome: "open" }, { key: "won", name: "Won", outcome: "won" }] }) as unknown as Pipeline;
  const groups = [{ value: "b.a", count: 3 }, { value: "a.a", count: 1 }, { value: "a.won", count: 9 }];
  expect(busiestOf([pipeline("a"), pipeline("b"), pipeline("c")], groups)?.key).toBe("b");
  expect(busiestOf([pipeline("a"), pipeline("b")], [])?.key).toBe("a");
  expect(busiestOf([], groups)).toBeUndefined();
});

test("growth is a share, and typed in percent", () => {
  const growth = field("growth", "decimal", { least: "-1", most: "1000" });
  const read = (one: CrmField, text: string) => readDraft(one, { text }, "nl");
  expect(limitsOf(growth)).toEqual({ least: "-100%", most: "100000%" });
  expect(draftOf(growth, "0.175", "nl", "EUR")).toEqual({ text: "17,5" });
  expect([read(growth, "17,5"), read(growth, "17,5%"), read(growth, "-100"), read(growth, "-101")]).toEqual([{ value: "0.175" }, { value: "0.175" }, { value: "-1" }, { mistake: "tooSmall" }]);
  expect(draftOf(field("growth", "decimal", { is_custom: true }), "0.175", "nl", "EUR")).toEqual({ text: "0,175" });
});

test("a pipeline keeps the keys of its stages, and new ones get their own", () => {
  const pipeline: Pipeline = { key: "standard", name: "Standard", version: 3, stages: [{ key: "proposal", name: "Proposal", probability: 50, outcome: "open" }, { key: "won", name: "Won", probability: 100, outcome: "won" }, { key: "lost", name: "Lost", probability: 0, outcome: "lost" }] };
  const draft = pipelineDraft(pipeline);
  draft.stages.push({ id: "new", key: "", name: "Proposal", probability: "60", outcome: "open" });
  draft.stages[0] = { ...draft.stages[0]!, name: "Offerte" };
  expect(bodyOf(draft).stages.map(({ key, name, probability }) => [key, name, probability])).toEqual([["proposal", "Offerte", 50], ["won", "Won", 100], ["lost", "Lost", 0], ["proposal_2", "Proposal", 60]]);
  expect(mistakeOf(draft)).toBeUndefined();
  expect(mistakeOf({ ...draft, stages: [] })).toBe("noStages");
  expect(mistakeOf({ ...draft, stages: draft.stages.filter(({ outcome }) => outcome !== "won") })).toBe("noOutcome");
  expect(mistakeOf({ ...draft, stages: Array.from({ length: 21 }, () => draft.stages[0]!) })).toBe("stagesFull");
  expect(mistakeOf({ ...draft, stages: [{ ...draft.stages[0]!, probability: "101" }] })).toBe("badProbability");
  expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect([keyOf("Budget-houder (€)"), keyOf("2e keus"), keyOf("日本"), keyOf("Région", ["region"])]).toEqual(["budget_houder", "e_keus", "field", "region_2"]);
});
