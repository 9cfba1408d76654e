// Where one can go, and who is shown the way. The server guards each place itself.
import {
  Armchair, Bell, Building, Building2, CalendarCheck, ChartColumn, ChartPie, ClipboardList, Compass, Contact, FileUp, Handshake, House, Inbox, KeyRound, Layers, ListChecks, ListTodo, ListTree, type LucideIcon, Map as MapIcon, MapPinned, Network, Receipt, Route, ScrollText, Sigma, SlidersHorizontal, Split, Sprout, Target, Trophy, Users, Webhook,
} from "lucide-react";
import type { Permission } from "@/api/types";
import { listLink } from "@/lib/list_link";

export type PlaceName =
  | "accounts" | "contacts" | "leads" | "leadQueue" | "leadRouting" | "opportunities" | "orders" | "activities" | "tasks" | "imports" | "formulas" | "crm"
  | "home" | "matters" | "next" | "plans" | "rules" | "icp" | "objectives" | "performance" | "marketMap" | "marketSize" | "unitLayers" | "marketModels" | "territories" | "positions" | "jobs" | "people" | "roles" | "audit" | "webhooks" | "company" | "tokens";

export interface Place {
  name: PlaceName;
  to: string;
  icon: LucideIcon;
  group: "work" | "market" | "crm" | "company" | "you";
  permission?: Permission;
  shortcut: string;
}

// What is still to be done, first what is due first; the conditions can be taken off there.
const OPEN_TASKS = listLink("/tasks", [{ field: "status", is: "eq", value: "open" }], "due");

export const PLACES: Place[] = [
  { name: "home", to: "/", icon: House, group: "work", shortcut: "g h" },
  { name: "next", to: "/next", icon: Compass, group: "work", permission: "market.read", shortcut: "g 0" },
  { name: "plans", to: "/plans", icon: MapIcon, group: "work", permission: "plans.read", shortcut: "g p" },
  { name: "matters", to: "/matters", icon: Bell, group: "work", permission: "plans.read", shortcut: "g 6" },
  { name: "territories", to: "/territories", icon: Network, group: "work", permission: "territories.read", shortcut: "g t" },
  { name: "positions", to: "/positions", icon: Armchair, group: "work", permission: "territories.read", shortcut: "g o" },
  { name: "rules", to: "/rules", icon: Split, group: "work", permission: "plans.read", shortcut: "g s" },
  { name: "leadRouting", to: "/lead-routing", icon: Route, group: "work", permission: "plans.read", shortcut: "g 5" },
  { name: "performance", to: "/performance", icon: ChartColumn, group: "work", permission: "crm.read", shortcut: "g 3" },
  { name: "jobs", to: "/jobs", icon: ClipboardList, group: "work", shortcut: "g j" },
  { name: "marketMap", to: "/market/map", icon: MapPinned, group: "market", permission: "market.read", shortcut: "g y" },
  { name: "marketSize", to: "/market/size", icon: ChartPie, group: "market", permission: "market.read", shortcut: "g g" },
  { name: "icp", to: "/icp", icon: Target, group: "market", permission: "market.read", shortcut: "g q" },
  { name: "objectives", to: "/objectives", icon: Trophy, group: "market", permission: "market.read", shortcut: "g z" },
  { name: "unitLayers", to: "/market/layers", icon: Layers, group: "market", permission: "market.read", shortcut: "g 1" },
  { name: "marketModels", to: "/market/models", icon: SlidersHorizontal, group: "market", permission: "market.read", shortcut: "g 2" },
  { name: "accounts", to: "/accounts", icon: Building2, group: "crm", permission: "crm.read", shortcut: "g u" },
  { name: "contacts", to: "/contacts", icon: Contact, group: "crm", permission: "crm.read", shortcut: "g n" },
  { name: "leads", to: "/leads", icon: Sprout, group: "crm", permission: "crm.read", shortcut: "g l" },
  { name: "leadQueue", to: "/lead-queue", icon: Inbox, group: "crm", permission: "crm.read", shortcut: "g 4" },
  { name: "opportunities", to: "/opportunities", icon: Handshake, group: "crm", permission: "crm.read", shortcut: "g d" },
  { name: "orders", to: "/orders", icon: Receipt, group: "crm", permission: "crm.read", shortcut: "g b" },
  { name: "activities", to: "/activities", icon: CalendarCheck, group: "crm", permission: "crm.read", shortcut: "g v" },
  { name: "tasks", to: OPEN_TASKS, icon: ListTodo, group: "crm", permission: "crm.read", shortcut: "g x" },
  { name: "imports", to: "/imports", icon: FileUp, group: "crm", permission: "crm.import", shortcut: "g i" },
  { name: "formulas", to: "/formulas", icon: Sigma, group: "crm", permission: "crm.read", shortcut: "g f" },
  { name: "people", to: "/people", icon: Users, group: "company", permission: "people.read", shortcut: "g e" },
  { name: "roles", to: "/roles", icon: ListTree, group: "company", permission: "people.read", shortcut: "g r" },
  { name: "audit", to: "/audit", icon: ScrollText, group: "company", permission: "audit.read", shortcut: "g a" },
  { name: "webhooks", to: "/webhooks", icon: Webhook, group: "company", permission: "webhooks.manage", shortcut: "g w" },
  { name: "company", to: "/company", icon: Building, group: "company", permission: "company.read", shortcut: "g c" },
  { name: "crm", to: "/crm", icon: ListChecks, group: "company", permission: "crm.manage", shortcut: "g m" },
  { name: "tokens", to: "/tokens", icon: KeyRound, group: "you", permission: "tokens.manage", shortcut: "g k" },
];

const ON_PHONE_MAX = 4;
const REP_ON_PHONE: PlaceName[] = ["home", "next", "accounts", "tasks"];
// The few that a phone shows at once: of a rep what the day is made of, of all others the first.
export function phonePlaces(places: Place[], isRep: boolean): Place[] {
  const wanted = isRep ? places.filter(({ name }) => REP_ON_PHONE.includes(name)) : places;
  return wanted.slice(0, ON_PHONE_MAX);
}

export function placesFor(may: (permission: Permission) => boolean): Place[] {
  return PLACES.filter((place) => !place.permission || may(place.permission));
}
