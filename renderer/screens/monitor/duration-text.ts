// Times of a measurement as people say them.
import { formatUnit } from '../../language/format.ts';

/** `10 minutes`, `1 hour`: in the largest unit that leaves a whole number. */
export function durationText(seconds: number, language: string): string {
  if (seconds % 3600 === 0) return formatUnit(seconds / 3600, 'hour', language);
  return seconds % 60 === 0
    ? formatUnit(seconds / 60, 'minute', language)
    : formatUnit(seconds, 'second', language);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `2:05`, `1:02:05`. */
export function clockText(elapsedMs: number): string {
  const whole = Math.floor(elapsedMs / 1000);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
