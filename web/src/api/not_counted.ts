// Whether the server refuses because the market was not counted yet.
import { ApiProblem } from "./problem";

export const isNotCounted = (error: unknown) => error instanceof ApiProblem && error.body.rule === "M097";
