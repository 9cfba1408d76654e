// What the palette offers: places, things to do, and the plans and people that match what is typed.
import { useQuery } from "@tanstack/react-query";
import { Armchair, Building2, FileUp, Kanban, Keyboard, Languages, LogOut, type LucideIcon, Map as MapIcon, Moon, Network, Palette, Plus, Sun, UserPlus, UserRound, Waypoints } from "lucide-react";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { recordsQuery } from "@/api/crm_queries";
import { peopleQuery, plansQuery, positionsQuery, treeQuery } from "@/api/queries";
import { useMay } from "@/api/session";
import { speak } from "@/i18n";
import { today } from "@/lib/days";
import { setTheme } from "@/lib/preferences";
import { placesFor } from "./navigation";
import { useSignOut } from "./use_sign_out";

export interface Command {
  id: string;
  label: string;
  kind: string;
  icon: LucideIcon;
  keys?: string[];
  run: () => void;
}

const FOUND_MAX = 6;

export function matches(text: string, typed: string): boolean {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => text.toLowerCase().includes(word));
}

function useActions(onShortcuts: () => void): Command[] {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const may = useMay();
  const signOut = useSignOut();
  const kind = t("palette.action");
  const isDark = document.documentElement.dataset.theme === "dark";
  const other = i18n.language === "nl" ? "en" : "nl";
  const actions: (Command | false)[] = [
    may("plans.manage") && { id: "new-design", label: t("plans.new"), kind, icon: Plus, keys: ["n"], run: () => void navigate("/plans/new") },
    may("plans.manage") && { id: "guide", label: t("plans.guide"), kind, icon: Waypoints, run: () => void navigate("/plans/guide") },
    may("people.manage") && { id: "invite", label: t("people.invite"), kind, icon: UserPlus, run: () => void navigate("/people?invite=1") },
    may("crm.import") && { id: "import", label: t("palette.import"), kind, icon: FileUp, run: () => void navigate("/imports/new") },
    may("crm.read") && { id: "board", label: t("palette.board"), kind: t("palette.place"), icon: Kanban, run: () => void navigate("/opportunities/board") },
    { id: "profile", label: t("nav.profile"), kind: t("palette.place"), icon: UserRound, run: () => void navigate("/profile") },
    { id: "theme", label: isDark ? t("palette.light") : t("palette.dark"), kind, icon: isDark ? Sun : Moon, run: () => setTheme(isDark ? "light" : "dark") },
    { id: "language", label: t(`language.switch.${other}`), kind, icon: Languages, run: () => void speak(other) },
    { id: "shortcuts", label: t("nav.shortcuts"), kind, icon: Keyboard, keys: ["?"], run: onShortcuts },
    { id: "design", label: t("palette.design"), kind: t("palette.place"), icon: Palette, run: () => void navigate("/design") },
    { id: "sign-out", label: t("nav.signOut"), kind, icon: LogOut, run: () => void signOut() },
  ];
  return actions.filter((action) => action !== false);
}

export function useCommands(typed: string, onShortcuts: () => void): { commands: Command[]; isSearching: boolean } {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay();
  const search = useDeferredValue(typed.trim());
  const plans = useQuery({ ...plansQuery(), enabled: search !== "" && may("plans.read") });
  const people = useQuery({ ...peopleQuery({ search }), enabled: search !== "" && may("people.read") });
  const tree = useQuery({ ...treeQuery(today()), enabled: search !== "" && may("territories.read") });
  const positions = useQuery({ ...positionsQuery(today()), enabled: search !== "" && may("territories.read") });
  const accounts = useQuery({ ...recordsQuery("account", { q: search }, FOUND_MAX), enabled: search !== "" && may("crm.read") });
  const actions = useActions(onShortcuts);
  const places: Command[] = placesFor(may).map((place) => ({
    id: place.name,
    label: t(`nav.${place.name}`),
    kind: t("palette.place"),
    icon: place.icon,
    keys: place.shortcut.split(" "),
    run: () => void navigate(place.to),
  }));
  const found: Command[] = [];
  if (search) {
    for (const plan of plans.data?.items ?? []) {
      if (!matches(plan.name, search)) continue;
      found.push({ id: plan.id, label: plan.name, kind: t("palette.plan"), icon: MapIcon, run: () => void navigate(`/plans/${plan.id}`) });
    }
    // The server also looks into addresses, where a company's own domain would match everybody.
    const meant = (people.data?.items ?? []).filter(({ name, email }) => matches(`${name} ${email.split("@")[0]}`, search));
    for (const person of meant.slice(0, FOUND_MAX)) {
      found.push({ id: person.id, label: person.name, kind: t("palette.person"), icon: UserRound, run: () => void navigate(`/people/${person.id}`) });
    }
  }
  if (search) {
    for (const one of (tree.data ?? []).filter(({ name }) => matches(name, search)).slice(0, FOUND_MAX)) {
      found.push({ id: one.id, label: one.name, kind: t("alignment.territory"), icon: Network, run: () => void navigate(`/territories/${one.id}`) });
    }
    for (const one of (positions.data ?? []).filter(({ title }) => matches(title, search)).slice(0, FOUND_MAX)) {
      found.push({ id: one.id, label: one.title, kind: t("alignment.position"), icon: Armchair, run: () => void navigate(`/positions/${one.id}`) });
    }
  }
  if (search) {
    for (const account of accounts.data?.items ?? []) found.push({ id: account.id, label: account.title, kind: t("palette.account"), icon: Building2, run: () => void navigate(`/accounts/${account.id}`) });
  }
  const known = [...places, ...actions].filter((command) => matches(command.label, typed));
  return { commands: [...known, ...found], isSearching: plans.isFetching || people.isFetching || accounts.isFetching };
}
