// Dragging a card by mouse, pen or (by its handle) finger. A copy of it follows the pointer; the column below is told.
import { type PointerEvent, useEffect, useRef, useState } from "react";
import type { CrmRecord } from "@/api/crm";

const BEGIN_PX = 6;
const EDGE_PX = 60;
const SCROLL_PX = 14;

function ghostOf(card: HTMLElement): HTMLElement {
  const { width, left, top } = card.getBoundingClientRect();
  const ghost = card.cloneNode(true) as HTMLElement;
  ghost.setAttribute("aria-hidden", "true");
  ghost.inert = true;
  Object.assign(ghost.style, { position: "fixed", left: `${left}px`, top: `${top}px`, width: `${width}px`, pointerEvents: "none", zIndex: "60", opacity: "0.92", rotate: "1.5deg", listStyle: "none" });
  document.body.append(ghost);
  return ghost;
}

// The click that ends a drag opens nothing.
function swallowClick() {
  const swallow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
}

export function useDrag(board: React.RefObject<HTMLElement | null>, onDrop: (record: CrmRecord, stage: string) => void) {
  const [drag, setDrag] = useState<{ id: string; over: string | null } | null>(null);
  const stop = useRef<() => void>(() => {});
  useEffect(() => () => stop.current(), []);

  function start(event: PointerEvent<HTMLElement>, record: CrmRecord, card: HTMLElement | null) {
    if (event.button !== 0 || !card) return;
    const origin = { x: event.clientX, y: event.clientY };
    let ghost: HTMLElement | null = null;
    let over: string | null = null;
    function onMove({ clientX, clientY }: globalThis.PointerEvent) {
      const [x, y] = [clientX - origin.x, clientY - origin.y];
      if (!ghost && Math.hypot(x, y) < BEGIN_PX) return;
      ghost ??= ghostOf(card as HTMLElement);
      ghost.style.transform = `translate(${x}px, ${y}px)`;
      getSelection()?.removeAllRanges();
      const area = board.current?.getBoundingClientRect();
      if (area && clientX > area.right - EDGE_PX) board.current?.scrollBy(SCROLL_PX, 0);
      if (area && clientX < area.left + EDGE_PX) board.current?.scrollBy(-SCROLL_PX, 0);
      over = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("[data-stage]")?.dataset["stage"] ?? null;
      setDrag({ id: record.id, over });
    }
    function end() {
      stop.current = () => {};
      ghost?.remove();
      setDrag(null);
      window.removeEventListener("pointermove", onMove);
      window.removeEventListener("pointerup", onUp);
      window.removeEventListener("pointercancel", end);
      window.removeEventListener("keydown", onKey);
    }
    function onUp() {
      const wasDragged = ghost !== null;
      end();
      if (!wasDragged) return;
      swallowClick();
      if (over !== null) onDrop(record, over);
    }
    function onKey({ key }: KeyboardEvent) {
      if (key === "Escape") end();
    }
    stop.current = end;
    window.addEventListener("pointermove", onMove);
    window.addEventListener("pointerup", onUp);
    window.addEventListener("pointercancel", end);
    window.addEventListener("keydown", onKey);
  }
  return { drag, start };
}
