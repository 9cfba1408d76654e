import { DropdownMenu as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { cx } from "./cx";

interface MenuProps {
  trigger: ReactElement;
  label?: string;
  align?: "start" | "end";
  side?: "top" | "bottom";
  children: ReactNode;
}

export function Menu({ trigger, align = "end", side = "bottom", children }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 min-w-48 rounded-lg border border-line bg-surface p-1 shadow-2 animate-fade"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuItemProps {
  icon?: ReactNode;
  isDanger?: boolean;
  // Why it cannot be chosen; absent when it can.
  disabledReason?: string | false | undefined;
  onSelect?: () => void;
  asChild?: boolean;
  children: ReactNode;
}

export function MenuItem({ icon, isDanger, disabledReason, onSelect, asChild, children }: MenuItemProps) {
  return (
    <Radix.Item
      asChild={asChild ?? false}
      disabled={Boolean(disabledReason)}
      onSelect={onSelect}
      className={cx(
        "flex w-full items-center gap-2.5 rounded-md px-2.5 py-1.5 text-base outline-none data-highlighted:bg-surface-3",
        isDanger ? "text-danger-text" : "text-ink",
        disabledReason && "cursor-not-allowed",
      )}
    >
      {asChild ? (
        children
      ) : (
        <>
          {icon ? <span className={cx("shrink-0", isDanger ? "" : "text-ink-3", disabledReason && "opacity-50")}>{icon}</span> : null}
          <span className="min-w-0">
            <span className={cx("block", disabledReason && "opacity-60")}>{children}</span>
            {disabledReason ? <span className="block max-w-56 text-xs text-ink-2">{disabledReason}</span> : null}
          </span>
        </>
      )}
    </Radix.Item>
  );
}

export function MenuLine() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2.5 py-1.5 text-xs text-ink-3">{children}</Radix.Label>;
}
