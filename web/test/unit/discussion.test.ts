// Goal: what is said about a plan reads as people said it, and stands where it belongs. Method: a few people, a few comments, and a board of six units drawn
// as a text.
import { expect, test } from "vitest";
import type { Comment, CommentId, Matter } from "../../src/api/discussion";
import { matterLink } from "../../src/api/matter_links";
import type { Board, BoardTerritory, Totals } from "../../src/api/studio";
import type { PersonId, PlanId } from "../../src/api/types";
import { boardFrom } from "../../src/features/studio/board";
import { flowsOf, placesAround, proposedFor, withProposed } from "../../src/features/studio/proposals/moves";
import { defaultClosing, instantTyped, localTime, votesTyped } from "../../src/features/studio/proposals/window_draft";
import { noneOf, selected } from "../../src/features/studio/selection";
import { concerns, openByTerritory, placesAbout, subjectOf } from "../../src/features/studio/talk/threads";
import { holds, threadsIn, threadsOf } from "../../src/talk/threads";
import { unitsFrom } from "../../src/features/studio/units";
import { askedAt, keptText, labelsOf, meant, piecesOf, shownText } from "../../src/lib/mentions";

const person = (id: string, name: string, email = `${id}@demo.example`) => ({ id: `person_${id}`, name, email });
const PEOPLE = [person("1", "Ann Bell"), person("2", "Ann Bell Jr"), person("3", "Ömer Öz", "omer@demo.example"), person("4", "Jan Smit", "jan.smit@a.example"), person("5", "Jan Smit", "jan@b.example")];
const LABELS = labelsOf(PEOPLE);

test("a token becomes a name, and the name the token again", () => {
  const kept = "@[person_1] and @[person_3], look at 10540.";
  expect(shownText(kept, LABELS, "Someone")).toBe("@Ann Bell and @Ömer Öz, look at 10540.");
  expect(keptText("@Ann Bell and @Ömer Öz, look at 10540.", LABELS)).toBe(kept);
});

test("the longest name is meant, names that two have say which, and what is no name stays text", () => {
  expect(keptText("@Ann Bell Jr, @Ann Bell", LABELS)).toBe("@[person_2], @[person_1]");
  expect(keptText("@Ann Bellamy", LABELS)).toBe("@Ann Bellamy");
  expect(keptText("ann@Ann Bell", LABELS)).toBe("ann@Ann Bell");
  expect(keptText("@Jan Smit (jan@b.example) @Jan Smit", LABELS)).toBe("@[person_5] @Jan Smit");
});

test("a mention of whom the page does not know is somebody, never a token", () => {
  expect(shownText("Ask @[person_9]!", LABELS, "Someone")).toBe("Ask @Someone!");
  expect(piecesOf("a @[person_9] b")).toEqual([{ text: "a " }, { person: "person_9" }, { text: " b" }]);
  expect(piecesOf("<b>@[Ida]</b>")).toEqual([{ text: "<b>@[Ida]</b>" }]);
});

test("a name is asked for from the at sign on, until it stands there whole", () => {
  expect(askedAt("Hi @An", 6)).toEqual({ from: 3, to: 6, typed: "An" });
  expect(askedAt("mail a@b", 8)).toBeNull();
  expect(askedAt("Hi @ there", 10)).toBeNull();
  expect(askedAt("Hi @An\nBell", 11)).toBeNull();
  expect(meant(PEOPLE, "an be", LABELS).map(({ id }) => id)).toEqual(["person_1", "person_2"]);
  expect(meant(PEOPLE, "omer", LABELS).map(({ id }) => id)).toEqual(["person_3"]);
  expect(meant(PEOPLE, "Ömer Öz", LABELS)).toEqual([]);
  expect(meant(PEOPLE, "Ömer Öz and so", LABELS)).toEqual([]);
});

const said = (id: string, minute: number, more: Partial<Comment> = {}): Comment => ({
  id: id as CommentId, plan: "plan_1" as PlanId, about: "plan", text: id, at: `2027-01-01T10:${String(minute).padStart(2, "0")}:00Z`, by: "person_1" as PersonId, withdrawn: false, mentions: [], ...more,
});
const answer = (id: string, minute: number, to: string, more: Partial<Comment> = {}) => said(id, minute, { answers: to as CommentId, ...more });

test("threads of an account keep the order in which they came, with their answers", () => {
  const threads = threadsIn([said("b", 2), said("a", 1), answer("a1", 3, "a"), said("gone", 0, { withdrawn: true, text: "" })]);
  expect(threads.map(({ first, answers }) => [first.id, answers.length])).toEqual([["b", 0], ["a", 1]]);
});

test("answers stand in their thread, and the thread that was last spoken in stands first", () => {
  const threads = threadsOf([said("a", 1), said("b", 2), answer("a1", 3, "a"), answer("a2", 4, "a")]);
  expect(threads.map(({ first, answers }) => [first.id, answers.map(({ id }) => id)])).toEqual([["a", ["a1", "a2"]], ["b", []]]);
  expect(holds(threads[0]!, "a2") && !holds(threads[1]!, "a2")).toBe(true);
});

test("a thread goes when nothing of it is left, and keeps the place of what was withdrawn until then", () => {
  const gone = { withdrawn: true, text: "" };
  expect(threadsOf([said("a", 1, gone), answer("a1", 2, "a")])).toHaveLength(1);
  expect(threadsOf([said("a", 1, gone), answer("a1", 2, "a", gone)])).toHaveLength(0);
  expect(threadsOf([said("a", 1, { resolved: { at: "2027-01-01T11:00:00Z", by: "person_1" as PersonId } })])[0]?.isResolved).toBe(true);
});

const TOTALS: Totals = { rms_km: 10, fragments: 0, worst_deviation: {}, outside: {}, violations: 0 };
const territory = (index: number): BoardTerritory => ({ index, id: `territory_${"abc"[index]}`, name: "ABC"[index] ?? "", colour: index, units: 0, amounts: {}, deviations: {}, rms_km: 1, radius_km: 1, pieces: 1 });
const drawn = (text: string) => {
  const of = [...text].map((letter) => letter.charCodeAt(0) - 65);
  return boardFrom({ plan: "plan_1" as Board["plan"], revision: 1, state: "draft", territories: [0, 1, 2].map(territory), territory_of: of, locked: [], demands: [], totals: TOTALS });
};
const UNITS = unitsFrom({ units: ["100", "101", "102", "200", "201", "202"], lon: [0, 1, 2, 0, 1, 2], lat: [0, 0, 0, 1, 1, 1], measures: [] });
const WORLD = { board: drawn("AABBCC"), units: UNITS };
const choose = (...places: number[]) => subjectOf(selected(noneOf(6), places, "replace"), WORLD.board, UNITS);

test("one unit, or units of one territory, can be talked about; units of several cannot", () => {
  expect(choose(2)).toEqual({ about: "unit", id: "102", index: 1 });
  expect(choose(2, 3)).toEqual({ about: "territory", id: "territory_b", index: 1 });
  expect(choose(1, 2)).toBeNull();
  expect(choose()).toBeNull();
});

test("a territory has what is said about it and its units; a unit what is said about it and its territory", () => {
  const threads = threadsOf([said("t", 1, { about: "territory", id_about: "territory_b" }), said("u", 2, { about: "unit", id_about: "102" }), said("v", 3, { about: "unit", id_about: "200" }), said("o", 4, { about: "unit", id_about: "100" }), said("p", 5), said("x", 6, { about: "account", id_about: "account_1" })]);
  const ofTerritory = threads.filter((thread) => concerns(thread, choose(2, 3)!, WORLD)).map(({ first }) => first.id);
  const ofUnit = threads.filter((thread) => concerns(thread, choose(2)!, WORLD)).map(({ first }) => first.id);
  expect(ofTerritory).toEqual(["v", "u", "t"]);
  expect(ofUnit).toEqual(["u", "t"]);
  expect([...openByTerritory(threads, WORLD)].sort()).toEqual([[0, 1], [1, 3]]);
});

test("a comment leads to its unit or to all units of its territory, and nowhere when that is gone", () => {
  expect(placesAbout("unit", "201", WORLD)).toEqual([4]);
  expect(placesAbout("territory", "territory_c", WORLD)).toEqual([4, 5]);
  expect(placesAbout("territory", "territory_z", WORLD)).toEqual([]);
  expect(placesAbout("plan", undefined, WORLD)).toEqual([]);
});

test("moves are told by pair of territories, and the map shows them without changing the board", () => {
  const moves = [{ unit: "100", from: 0, to: 1 }, { unit: "200", from: 1, to: 2 }, { unit: "101", from: 0, to: 1 }];
  expect(flowsOf(moves)).toEqual([{ from: 0, to: 1, units: ["100", "101"] }, { from: 1, to: 2, units: ["200"] }]);
  expect([...withProposed(WORLD.board, moves, UNITS).of]).toEqual([1, 1, 1, 2, 2, 2]);
  expect([...WORLD.board.of]).toEqual([0, 0, 1, 1, 2, 2]);
  expect(proposedFor(moves, "200")).toBe(2);
  expect(proposedFor(moves, "202")).toBeUndefined();
  expect(new Set(placesAround(moves.slice(0, 1), WORLD.board, UNITS))).toEqual(new Set([0, 1, 2, 3]));
});

test("a window closes in a week unless somebody says otherwise, and asks for whole votes", () => {
  expect(defaultClosing(new Date(2027, 0, 28, 9, 30))).toBe("2027-02-04T17:00");
  expect(localTime(instantTyped("2027-03-01T08:05")!)).toBe("2027-03-01T08:05");
  expect(instantTyped("")).toBeNull();
  expect(["", "0", " 12 ", "100"].map(votesTyped)).toEqual([0, 0, 12, 100]);
  expect(["101", "-1", "1.5", "x"].map(votesTyped)).toEqual([null, null, null, null]);
});

test("a matter leads to its thread, its proposal, or the plan", () => {
  const plan = { id: "plan_1" as PlanId, name: "P" };
  const link = (more: Partial<Matter>) => matterLink({ kind: "review", plan, ...more } as Matter);
  expect(link({ kind: "mention", comment: "comment_1" as CommentId })).toBe("/plans/plan_1/studio?tab=discussion&thread=comment_1");
  expect(link({ kind: "decision", proposal: "proposal_1" as Matter["proposal"] })).toBe("/plans/plan_1/studio?tab=proposals&proposal=proposal_1");
  expect(link({ kind: "window" })).toBe("/plans/plan_1/studio?tab=proposals");
  expect(link({})).toBe("/plans/plan_1/studio");
});
