// Where one can go, and who is shown the way. The server guards each place itself.
import { Armchair, Building2, ClipboardList, House, KeyRound, ListTree, type LucideIcon, Map as MapIcon, Network, ScrollText, Users, Webhook } from "lucide-react";
import type { Permission } from "@/api/types";

export type PlaceName = "home" | "plans" | "territories" | "positions" | "jobs" | "people" | "roles" | "audit" | "webhooks" | "company" | "tokens";

export interface Place {
  name: PlaceName;
  to: string;
  icon: LucideIcon;
  group: "work" | "company" | "you";
  permission?: Permission;
  shortcut: string;
}

export const PLACES: Place[] = [
  { name: "home", to: "/", icon: House, group: "work", shortcut: "g h" },
  { name: "plans", to: "/plans", icon: MapIcon, group: "work", permission: "plans.read", shortcut: "g p" },
  { name: "territories", to: "/territories", icon: Network, group: "work", permission: "territories.read", shortcut: "g t" },
  { name: "positions", to: "/positions", icon: Armchair, group: "work", permission: "territories.read", shortcut: "g o" },
  { name: "jobs", to: "/jobs", icon: ClipboardList, group: "work", shortcut: "g j" },
  { name: "people", to: "/people", icon: Users, group: "company", permission: "people.read", shortcut: "g e" },
  { name: "roles", to: "/roles", icon: ListTree, group: "company", permission: "people.read", shortcut: "g r" },
  { name: "audit", to: "/audit", icon: ScrollText, group: "company", permission: "audit.read", shortcut: "g a" },
  { name: "webhooks", to: "/webhooks", icon: Webhook, group: "company", permission: "webhooks.manage", shortcut: "g w" },
  { name: "company", to: "/company", icon: Building2, group: "company", permission: "company.read", shortcut: "g c" },
  { name: "tokens", to: "/tokens", icon: KeyRound, group: "you", permission: "tokens.manage", shortcut: "g k" },
];

export function placesFor(may: (permission: Permission) => boolean): Place[] {
  return PLACES.filter((place) => !place.permission || may(place.permission));
}
