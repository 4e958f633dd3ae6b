import { useEffect, useState } from 'react';

/** A value once it has rested: what is typed is asked about when the typing pauses. */
export function useSettled<T>(value: T, millis = 400): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), millis);
    return () => clearTimeout(timer);
  }, [value, millis]);
  return settled;
}
