// Where people's days begin, with the unit of the plan that lies nearest.
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Home, homesQuery } from "@/api/homes";
import type { Units } from "../units";

export interface PlacedHome extends Home {
  // The plan's unit whose middle is nearest.
  place: number;
}

// Distances are compared on a plane that is stretched as the Earth is at the home: near enough to tell which middle is the nearest.
export function nearestPlace({ lon, lat }: { lon: number; lat: number }, units: Pick<Units, "lon" | "lat">): number {
  const shrink = Math.cos((lat * Math.PI) / 180);
  let [best, least] = [-1, Infinity];
  for (let place = 0; place < units.lon.length; place++) {
    const across = Math.abs((units.lon[place] ?? 0) - lon);
    const east = Math.min(across, 360 - across) * shrink;
    const north = (units.lat[place] ?? 0) - lat;
    const distance = east * east + north * north;
    if (distance < least) [best, least] = [place, distance];
  }
  return best;
}

const NONE: Home[] = [];

export function usePlacedHomes(units: Units): PlacedHome[] {
  const homes = useQuery(homesQuery).data ?? NONE;
  return useMemo(() => homes.map((home) => ({ ...home, place: nearestPlace(home, units) })), [homes, units]);
}
