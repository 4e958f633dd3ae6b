import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { FleetRow } from '../../api/types';
import { filterOf, filtered, searchOf, type Filter } from './filter';
import { byAttention } from './state';

const SETTLED = 250;

/**
 * The filter as it is typed, what it finds, and the address that says so. The field follows each key at once; what is
 * found follows as fast as it can be drawn; the address follows when the typing rests, since browsers allow only so many
 * changes of it.
 */
export function useFilter(rows: FleetRow[], ordered = true): { filter: Filter; set: (change: Partial<Filter>) => void; found: FleetRow[] } {
  const [search, setSearch] = useSearchParams();
  const [filter, setFilter] = useState(() => filterOf(search));
  const mine = useRef(search.toString());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    // Someone else changed the address: back, forward, a link.
    if (search.toString() !== mine.current) {
      mine.current = search.toString();
      setFilter(filterOf(search));
    }
  }, [search]);

  const set = useCallback(
    (change: Partial<Filter>) => {
      setFilter((before) => {
        const after = { ...before, ...change };
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          setSearch(
            (now) => {
              const next = searchOf(after, now);
              mine.current = next.toString();
              return next;
            },
            { replace: true, preventScrollReset: true },
          );
        }, SETTLED);
        return after;
      });
    },
    [setSearch],
  );

  const wanted = useDeferredValue(filter);
  const sorted = useMemo(() => (ordered ? [...rows].sort(byAttention) : rows), [rows, ordered]);
  const found = useMemo(() => filtered(sorted, wanted), [sorted, wanted]);
  return { filter, set, found };
}
