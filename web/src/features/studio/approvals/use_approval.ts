// The approval as the studio's top bar needs it: whether there are steps, and whether its dialog is asked for by the address.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLocation, useSearchParams } from "react-router";
import { approvalsQuery, isOnesOwn } from "@/api/approvals";
import { useStudio } from "../context";

export function useApproval() {
  const { plan, board } = useStudio();
  const isInReview = board.state === "in_review";
  const { data: steps } = useQuery(approvalsQuery(plan.id, isInReview));
  const [params] = useSearchParams();
  const { key } = useLocation();
  const isAsked = params.get("approval") !== null;
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    if (isAsked) setIsOpen(true);
  }, [isAsked, key]);
  return { isInReview, steps: isInReview ? steps : undefined, isOnesOwn: isInReview && isOnesOwn(steps ?? []), isOpen, setIsOpen };
}
