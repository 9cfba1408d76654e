// How a demand looks on the map (map/demand_layers.ts), small, for legends.
import type { DemandKind } from "@/api/studio";

const INK = "var(--map-text)";
const GROUND = "var(--surface)";

export function DemandMark({ kind }: { kind: DemandKind }) {
  return (
    <svg aria-hidden viewBox="0 0 20 20" className="size-4 shrink-0">
      {kind === "pin" ? (
        <>
          <circle cx="10" cy="10" r="7.2" fill={GROUND} stroke={INK} strokeWidth="1.8" />
          <circle cx="10" cy="10" r="3.6" fill={INK} />
        </>
      ) : null}
      {kind === "forbid" ? (
        <>
          <circle cx="10" cy="10" r="7.2" fill={GROUND} stroke={INK} strokeWidth="1.8" />
          <path d="M5 15 15 5" stroke={INK} strokeWidth="2.4" />
        </>
      ) : null}
      {kind === "together" ? (
        <>
          <path d="M5 10h10" stroke={INK} strokeWidth="2" strokeDasharray="2 1.4" />
          <circle cx="4" cy="10" r="3" fill={GROUND} stroke={INK} strokeWidth="1.6" />
          <circle cx="16" cy="10" r="3" fill={GROUND} stroke={INK} strokeWidth="1.6" />
        </>
      ) : null}
      {kind === "barrier" ? (
        <>
          <path d="M1 10h18" stroke={INK} strokeWidth="6" />
          <path d="M2 10h17" stroke={GROUND} strokeWidth="2.4" strokeDasharray="2.6 2.6" />
        </>
      ) : null}
    </svg>
  );
}
