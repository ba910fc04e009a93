// Which ways are tested besides UDP.
import { Checkbox, FormControl, FormControlLabel, FormGroup, FormHelperText, FormLabel } from '@mui/material';

type Chosen = { readonly tcp: boolean; readonly tls: boolean };
type TransportChoiceProps = {
  readonly label: string;
  readonly help?: string;
  readonly chosen: Chosen;
  readonly onChange: (change: Partial<Chosen>) => void;
};

export function TransportChoice({ label, help, chosen, onChange }: TransportChoiceProps) {
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend" sx={{ fontSize: '0.9375rem', marginBlockEnd: 0.5 }}>
        {label}
      </FormLabel>
      <FormGroup row sx={{ gap: 1 }}>
        <FormControlLabel control={<Checkbox checked disabled />} label="UDP" />
        {(['tcp', 'tls'] as const).map((name) => (
          <FormControlLabel
            key={name}
            label={name.toUpperCase()}
            control={
              <Checkbox
                checked={chosen[name]}
                onChange={({ target }) => onChange({ [name]: target.checked })}
              />
            }
          />
        ))}
      </FormGroup>
      {help !== undefined && <FormHelperText>{help}</FormHelperText>}
    </FormControl>
  );
}
