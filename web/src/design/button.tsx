// Buttons. One that cannot be pressed now keeps its place in the tab order and says why.
import { Slot } from "radix-ui";
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { cx } from "./cx";
import { Spinner } from "./spinner";
import { Tooltip } from "./tooltip";

export type ButtonLook = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "small" | "medium" | "large";

const LOOKS: Record<ButtonLook, string> = {
  primary: "bg-accent text-accent-ink shadow-1 hover:bg-accent-hover",
  secondary: "bg-surface text-ink border border-line shadow-1 hover:bg-surface-2 hover:border-ink-3/50",
  ghost: "text-ink-2 hover:bg-surface-3 hover:text-ink",
  danger: "bg-danger text-danger-ink shadow-1 hover:bg-danger-hover",
};
const SIZES: Record<ButtonSize, string> = {
  small: "h-8 px-2.5 text-sm gap-1.5",
  medium: "h-9 px-3.5 text-base gap-2",
  large: "h-11 px-5 text-lg gap-2",
};
const SQUARES: Record<ButtonSize, string> = { small: "size-8", medium: "size-9", large: "size-11" };
const BASE =
  "inline-flex shrink-0 select-none items-center justify-center rounded-md font-medium whitespace-nowrap transition-colors duration-100";

export function buttonClass(look: ButtonLook = "secondary", size: ButtonSize = "medium"): string {
  return cx(BASE, LOOKS[look], SIZES[size]);
}

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled"> {
  look?: ButtonLook;
  size?: ButtonSize;
  icon?: ReactNode;
  isBusy?: boolean;
  // Why the button cannot be pressed now; absent when it can.
  disabledReason?: string | false | undefined;
  asChild?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const { look, size, icon, isBusy, disabledReason, asChild, className, children, onClick, ...rest } = props;
  if (asChild) {
    return (
      <Slot.Root className={cx(buttonClass(look, size), className)} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  const isOff = Boolean(disabledReason) || isBusy;
  const button = (
    <button
      type="button"
      {...rest}
      aria-disabled={isOff || undefined}
      aria-busy={isBusy || undefined}
      onClick={isOff ? (event) => event.preventDefault() : onClick}
      className={cx(buttonClass(look, size), isOff && "cursor-not-allowed", disabledReason && "opacity-55", className)}
    >
      {isBusy ? <Spinner /> : icon}
      {children}
      {disabledReason ? <span className="sr-only">({disabledReason})</span> : null}
    </button>
  );
  return disabledReason ? <Tooltip text={disabledReason}>{button}</Tooltip> : button;
}

interface IconButtonProps extends Omit<ButtonProps, "children" | "icon"> {
  label: string;
  icon: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
}

// A button that shows only a picture; its label is its tooltip and its name.
export function IconButton({ label, icon, side, size = "medium", look = "ghost", className, ...rest }: IconButtonProps) {
  const { disabledReason, isBusy, onClick, asChild: _, ...attributes } = rest;
  const isOff = Boolean(disabledReason) || isBusy;
  return (
    <Tooltip text={disabledReason || label} side={side}>
      <button
        type="button"
        {...attributes}
        aria-label={disabledReason ? `${label} (${disabledReason})` : label}
        aria-disabled={isOff || undefined}
        onClick={isOff ? (event) => event.preventDefault() : onClick}
        className={cx(BASE, LOOKS[look], SQUARES[size], disabledReason && "opacity-55", className)}
      >
        {isBusy ? <Spinner /> : icon}
      </button>
    </Tooltip>
  );
}
