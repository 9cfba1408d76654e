// Goal: a phone's few places are those of one's day. Method: the places of a rep and of everybody else, with all permissions and with few.
import { expect, test } from "vitest";
import { phonePlaces, placesFor } from "../../src/app/navigation";

const namesOf = (places: ReturnType<typeof placesFor>) => places.map(({ name }) => name);

test("a rep's phone shows the day, that of others the first places", () => {
  const all = placesFor(() => true);
  expect(namesOf(phonePlaces(all, true))).toEqual(["home", "next", "accounts", "tasks"]);
  expect(namesOf(phonePlaces(all, false))).toEqual(["home", "next", "plans", "matters"]);
});

test("a phone shows no place that one may not see", () => {
  const few = placesFor((permission) => permission === "crm.read");
  expect(namesOf(phonePlaces(few, true))).toEqual(["home", "accounts", "tasks"]);
});

test("the way to tasks leads to what is still to be done, first what is due first", () => {
  const tasks = placesFor(() => true).find(({ name }) => name === "tasks");
  const asked = new URL(tasks?.to ?? "", "http://localhost").searchParams;
  expect(asked.get("sort")).toBe("due");
  expect(JSON.parse(asked.get("where") ?? "")).toEqual([{ field: "status", is: "eq", value: "open" }]);
});
