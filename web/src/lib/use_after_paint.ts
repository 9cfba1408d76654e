// Lets what is cheap to draw be seen before what is dear.
import { useEffect, useState } from "react";

const PENDING_MS = 120;

// The value as it was until the page has been painted with the new one; while more is to come (`isPending`) the old one stays a little longer, so that
// what depends on it is drawn once and not twice.
export function useAfterPaint<T>(value: T, isPending = false): T {
  const [shown, setShown] = useState(value);
  useEffect(() => {
    if (shown === value) return;
    let timer = 0;
    let frame = 0;
    const showNext = () => {
      frame = requestAnimationFrame(() => (timer = window.setTimeout(() => setShown(value))));
    };
    timer = window.setTimeout(showNext, isPending ? PENDING_MS : 0);
    return () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    };
  }, [shown, value, isPending]);
  return shown;
}
