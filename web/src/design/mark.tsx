import { cx } from "./cx";

export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={cx("shrink-0", className ?? "size-7")}>
      <rect width="32" height="32" rx="8" fill="#0d5c4a" />
      <path d="M7 9.5 13.5 7v8.2L7 18z" fill="#fff" />
      <path d="M15.5 7 25 9.8v5.4l-9.5 0z" fill="#fff" opacity=".72" />
      <path d="M15.5 17.2H25V22l-9.5 3z" fill="#fff" />
      <path d="M7 20.2l6.5-2.6V25L7 22.6z" fill="#fff" opacity=".5" />
    </svg>
  );
}
