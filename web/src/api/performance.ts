// The shapes of performance and of exchange rates (docs/spec/performance.md, docs/spec/money.md), from the server's document.
import type { components } from "./generated/schema";
import type { PersonId } from "./types";

type Schemas = components["schemas"];

export type Sum = Schemas["PerformanceSum"];
export type PipelinePerformance = Schemas["PipelinePerformance"];
export type PipelineLine = Schemas["PipelinePerformanceLine"];
export type PipelineStage = Schemas["PipelinePerformanceStage"];
export type WinPerformance = Schemas["WinPerformance"];
export type WinLine = Schemas["WinPerformanceLine"];
export type WinFigures = Schemas["WinPerformanceLineFigures"];
export type CyclePerformance = Schemas["CyclePerformance"];
export type CycleLine = Schemas["CyclePerformanceLine"];
export type CycleFigures = Schemas["CyclePerformanceLineFigures"];
export type RevenuePerformance = Schemas["RevenuePerformance"];
export type RevenueLine = Schemas["RevenuePerformanceLine"];
export type RevenuePeriod = Schemas["RevenuePeriod"];
// What the lines of all views have in common.
export type Line = Pick<RevenueLine, "value" | "label" | "elsewhere" | "where">;

export const PERIODS = ["month", "quarter", "year"] as const;
export type PeriodKind = (typeof PERIODS)[number];
export const SALE_KINDS = ["order", "invoice"] as const;
export type SaleKind = (typeof SALE_KINDS)[number];
export const TERRITORY_ON = ["then", "today"] as const;
export type TerritoryOn = (typeof TERRITORY_ON)[number];

// What is looked at: days, both included, and how lines are made.
export interface View {
  from: string;
  to: string;
  by: string;
  as: TerritoryOn;
  period: PeriodKind;
  kind: SaleKind;
}

export type ExchangeRate = Omit<Schemas["ExchangeRate"], "recorded_by"> & { recorded_by?: PersonId };
export type RatesImported = Schemas["ExchangeRatesImported"];
