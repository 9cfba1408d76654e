// Every address of the app. Pages are loaded when they are first opened; the map only with the first page that has one.
import type { QueryClient } from "@tanstack/react-query";
import { createBrowserRouter, type RouteObject } from "react-router";
import { DOUBLED, OBJECTS, PLURALS } from "@/api/crm";
import { sessionQuery } from "@/api/queries";
import { alsoSpeak } from "@/i18n";
import { Gate } from "./gate";
import { NotFound } from "./not_found";
import { PageProblem } from "./page_problem";
import { Shell } from "./shell";

type Loader = () => Promise<Record<string, unknown>>;

function page(path: string, load: Loader, name: string): RouteObject {
  return { path, lazy: async () => ({ Component: (await load())[name] as React.ComponentType }) };
}

const session: Loader = () => import("@/features/session");
const people: Loader = () => import("@/features/people");
const plans: Loader = () => import("@/features/plans");
const alignment: Loader = () => import("@/features/alignment");
// Pages whose texts stand in the CRM's part of the catalogue.
function withCrmTexts(load: Loader): Loader {
  return async () => (await Promise.all([load(), alsoSpeak("crm")]))[0];
}
// Pages that will show a map: it is loaded beside them, and its worker begins with what all of its maps need.
function withMap(load: Loader): Loader {
  return () => {
    const library = Promise.all([import("@/unit_map/layer_source"), import("@/unit_map/map_library")]);
    void library.then(([{ prepareWorkers }]) => prepareWorkers()).catch(() => {});
    return load();
  };
}
const crm = withCrmTexts(() => import("@/features/crm"));
const territory = withCrmTexts(() => import("@/features/alignment"));
const rules = withCrmTexts(() => import("@/features/rules"));
const market = withCrmTexts(() => import("@/features/market"));
const next = withCrmTexts(() => import("@/features/next"));
const leads = withCrmTexts(() => import("@/features/leads"));
const performance = withCrmTexts(() => import("@/features/performance"));
const studio = withCrmTexts(() => import("@/features/studio"));

const signedIn: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import("@/features/home")).Home }) },
  page("matters", () => import("@/features/matters"), "MattersPage"),
  page("plans", plans, "PlanList"),
  page("plans/new", plans, "NewDesign"),
  page("plans/guide", studio, "GuidePage"),
  page("plans/:plan", withMap(plans), "PlanPage"),
  page("plans/:plan/studio", withMap(studio), "StudioPage"),
  page("plans/:plan/compare", withMap(studio), "ComparePage"),
  page("plans/:plan/merge", withMap(studio), "MergePage"),
  page("territories", alignment, "TerritoryTree"),
  page("territories/:territory", territory, "TerritoryPage"),
  page("positions", alignment, "PositionList"),
  page("positions/:position", alignment, "PositionPage"),
  page("rules", rules, "RulesPage"),
  page("rules/preview", rules, "PreviewPage"),
  page("lead-queue", leads, "QueuePage"),
  page("lead-routing", leads, "RoutingPage"),
  page("icp", market, "IcpPage"),
  page("next", next, "NextPage"),
  page("objectives", market, "ObjectivesPage"),
  page("market/map", withMap(market), "MapPage"),
  page("market/layers", market, "LayersPage"),
  page("market/layers/:layer", market, "LayerPage"),
  page("market/models", market, "ModelsPage"),
  page("market/size", market, "SizePage"),
  page("performance", performance, "PerformancePage"),
  page("opportunities/board", crm, "BoardPage"),
  ...DOUBLED.map((object) => page(`${PLURALS[object]}/duplicates`, crm, "DuplicateList")),
  ...OBJECTS.flatMap((object) => [page(PLURALS[object], crm, "RecordList"), page(`${PLURALS[object]}/:record`, crm, "RecordPage")]),
  page("crm", crm, "CrmSettings"),
  page("formulas", crm, "FormulaPage"),
  page("imports", crm, "ImportList"),
  page("imports/new", crm, "NewImport"),
  page("imports/:import", crm, "ImportPage"),
  page("people", people, "PeopleList"),
  page("people/:person", people, "PersonPage"),
  page("roles", people, "RoleMatrix"),
  page("tokens", () => import("@/features/tokens"), "Tokens"),
  page("audit", () => import("@/features/audit"), "AuditLog"),
  page("jobs", () => import("@/features/jobs"), "JobList"),
  page("jobs/:job", () => import("@/features/jobs"), "JobPage"),
  page("company", () => import("@/features/company"), "CompanySettings"),
  page("company/rates", () => import("@/features/company"), "RatesPage"),
  page("webhooks", () => import("@/features/webhooks"), "Webhooks"),
  page("profile", withCrmTexts(() => import("@/features/profile")), "Profile"),
  { path: "*", Component: NotFound },
];

export function makeRouter(client: QueryClient) {
  // Who is asking is found out while the page is loaded.
  const askSession = () => {
    void client.prefetchQuery(sessionQuery);
    return null;
  };
  return createBrowserRouter([
    {
      ErrorBoundary: PageProblem,
      HydrateFallback: () => null,
      children: [
        page("setup", () => import("@/features/setup"), "Setup"),
        page("sign-in", session, "SignIn"),
        page("password-reset", session, "PasswordReset"),
        page("invitation", session, "AcceptInvitation"),
        page("design", () => import("@/features/design"), "DesignSystem"),
        {
          Component: Gate,
          loader: askSession,
          children: [{ Component: Shell, children: [{ ErrorBoundary: PageProblem, children: signedIn }] }],
        },
      ],
    },
  ]);
}
