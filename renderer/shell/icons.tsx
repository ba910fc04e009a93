// The small signs of the window: a 24 px grid, one 2 px line, round ends. All of them stand beside words and are
// silent for readers.
import { SvgIcon, type SvgIconProps } from '@mui/material';

const paths = {
  monitor: 'M4 4v16h16M7.5 14.5l3.5-5 3 3.5 5-7',
  history: 'M12 7v5l3 2M4.5 9A8 8 0 1 1 4 12M4 4v5h5',
  workspace: 'M8 3.5h11.5v13H8zM4.5 7.5v13H16M11 7.5h5.5M11 11h5.5',
  settings: 'M4 7h9m5 0h2M4 17h2m5 0h9M15.5 4.5v5M8.5 14.5v5',
  about: 'M12 11v5M12 7.6v.1M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17',
  check: 'M5 12.5 10 17.5 19 7',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  remove: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7',
  open: 'M9 5l7 7-7 7',
  fold: 'M6 9.5l6 6 6-6',
  arrow: 'M5 12h13M13 7l5 5-5 5',
  pause: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17M10 9v6M14 9v6',
  sign: 'M4 12h3l2.5-6 5 12L17 12h3',
  unplugged:
    'M9 7l-1.5-1.5M4.5 15.5l4-4 4 4-1.8 1.8a2.8 2.8 0 0 1-4 0zM12 8.5l1.8-1.8a2.8 2.8 0 0 1 4 0 2.8 2.8 0 0 1 0 4L16 12.5zM4.5 19.5l2.2-2.2M17.8 6.7l2.2-2.2M15 17l1.5 1.5',
  file: 'M6 3.5h8l4 4v13H6zM14 3.5v4h4M9.5 12.5h5M9.5 16h5',
  'cannot-hear':
    'M7.5 10a4.5 4.5 0 1 1 9 0c0 4-3.5 4.2-3.5 7a2.6 2.6 0 0 1-4.6 1.6M10 10.2a2 2 0 0 1 3.8-.9M4 4l16 16',
  'cannot-be-heard':
    'M9 11.5V7a3 3 0 0 1 6 0v4.5a3 3 0 0 1-6 0M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v2.5M4 4l16 16',
  'call-drops':
    'M6.5 4.2H9l1.6 4.2-2 1.4a11.5 11.5 0 0 0 5.8 5.8l1.4-2 4.2 1.6v2.5a2.3 2.3 0 0 1-2.5 2.3A14.8 14.8 0 0 1 4.2 6.7a2.3 2.3 0 0 1 2.3-2.5M15.5 4.2l4.6 4.6M20.1 4.2l-4.6 4.6',
  'does-not-ring': 'M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5M4.5 16.5h15M10.5 19.8h3M4 4l16 16',
  'cannot-log-in': 'M7.5 7.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4M11.7 12H21M17.2 12v3.6M20.6 12v2.4',
  'just-checking': 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M15.3 15.3 20 20',
} as const;

export type IconName = keyof typeof paths;

/** A sign; `inherit` takes the size of the words beside it. */
export function Icon({ name, ...rest }: { readonly name: IconName } & Omit<SvgIconProps, 'name'>) {
  return (
    <SvgIcon
      aria-hidden
      viewBox="0 0 24 24"
      fontSize="small"
      {...rest}
      sx={[
        {
          fill: 'none',
          stroke: 'currentColor',
          strokeWidth: 2,
          strokeLinecap: 'round',
          strokeLinejoin: 'round',
        },
        ...(Array.isArray(rest.sx) ? rest.sx : [rest.sx]),
      ]}
    >
      <path d={paths[name]} />
    </SvgIcon>
  );
}
