/** The reader's day of an instant, such as `2026-03-08`. */
export function isoDay(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** By the calendar and not by 24 hours: a day of the change of clocks has 23 or 25. */
export function addDays(day: Date, count: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + count);
}

export function mondayOf(at: Date): Date {
  return addDays(at, -((at.getDay() + 6) % 7));
}

/** Midnights of so many days in the reader's zone. */
export function calendarDays(first: string, count: number): Date[] {
  const [year, month, day] = first.split('-').map(Number);
  const start = new Date(year!, month! - 1, day);
  return Array.from({ length: count }, (_, at) => addDays(start, at));
}
