import { readdirSync, readFileSync } from 'node:fs';

/*
 * What processes took, from /proc (Linux; elsewhere zeros). The time of the processors is what a message or a row costs,
 * also on a machine that is busy with other things; the clock says more about the machine.
 */

/** /proc counts in these (sysconf _SC_CLK_TCK, which is 100 wherever Node runs). */
const TICKS_PER_SECOND = 100;

/** The most that was ever resident, in MB; 0 once the process is gone. */
export function peakMegabytes(pid: number): number {
  const kilobytes = /VmHWM:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1];
  return Math.round(Number(kilobytes ?? 0) / 1_024);
}

/** Seconds of processor time that the process has had, and its children that are gone; 0 once it is gone itself. */
export function processorSeconds(pid: number): number {
  const fields = statOf(pid);
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
}

/** The same of a whole PostgreSQL server, given one of its backends. Those that end are counted with their postmaster. */
export function serverSeconds(backend: number): number {
  const postmaster = statOf(backend)[1];
  if (postmaster === undefined) return 0;
  const children = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && statOf(pid)[1] === postmaster);
  return [postmaster, ...children].reduce((sum, pid) => sum + processorSeconds(Number(pid)), 0);
}

/** The fields of /proc/PID/stat from the third on: the second, a name in brackets, may hold spaces. */
function statOf(pid: number | string): string[] {
  const text = read(`/proc/${pid}/stat`);
  return text === '' ? [] : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it ended between two looks, or there is no /proc
  }
}
