// The E-model of ITU-T G.107 (narrowband), from its equations. It turns delay and loss into the rating R and an
// estimate of what two people in conversation would say (MOS-CQE). Names follow the Recommendation.

/** What a codec adds: equipment impairment Ie and robustness to loss Bpl. ITU-T G.113 Appendix I. */
export type CodecImpairment = { readonly ie: number; readonly bpl: number };

/** G.711 with packet loss concealment. ITU-T G.113 Appendix I. */
export const g711Concealed: CodecImpairment = { ie: 0, bpl: 25.1 };

export type EModelInput = {
  /** Mouth-to-ear delay Ta, ms, >= 0; the echo travels it too (profile "telephone": T = Ta, Tr = 2 Ta). */
  readonly oneWayDelayMs: number;
  /** Packets that are not played, 0..1: Ppl / 100. */
  readonly lossRatio: number;
  /** BurstR: 1 for random loss, more when losses come in a row; >= 1. */
  readonly burstRatio: number;
  readonly codec: CodecImpairment;
};

export type EModelRating = {
  /** Basic signal-to-noise ratio. */
  readonly ro: number;
  /** Impairments that come with the voice itself. */
  readonly is: number;
  /** Impairment by the talker's echo, the listener's echo, and delay without echo. */
  readonly idte: number;
  readonly idle: number;
  readonly idd: number;
  readonly ieEff: number;
  /** Rating of the profile "telephone"; about 93.2 at best, below 0 possible. */
  readonly rFactor: number;
  /** 93.2 - Idd - Ie,eff: perfect echo control. Many tools print this one. */
  readonly rFactorShortForm: number;
};

// Default values. G.107 table 3.
const slr = 8;
const rlr = 2;
const olr = slr + rlr;
const stmr = 15;
const lstr = 18;
const ds = 3;
const telr = 65;
const wepl = 110;
const qdu = 1;
const nc = -70;
const nfor = -64;
const ps = 35;
const pr = 35;
/** Sensitivity to delay and the smallest delay that is felt, ms. */
const sT = 1;
const mTMs = 100;
/** R without any impairment of the network, as the short form has it. */
const shortFormBest = 93.2;

const powerSum = (...levelsDb: readonly number[]): number =>
  10 * Math.log10(levelsDb.reduce((sum, level) => sum + 10 ** (level / 10), 0));

/** (1 + x^n)^(1/n): the soft maximum that the Recommendation uses throughout. */
const softMax = (x: number, n: number): number => (1 + x ** n) ** (1 / n);

/** No: all noise sources at the 0 dBr point, dBm0p. G.107 7.2 (equations 7-3 to 7-7). */
function noiseFloor(): number {
  const pre = pr + 10 * Math.log10(1 + 10 ** ((10 - lstr) / 10));
  const nos = ps - slr - ds - 100 + 0.004 * (ps - olr - ds - 14) ** 2;
  const nor = rlr - 121 + pre + 0.008 * (pre - 35) ** 2;
  return powerSum(nc, nos, nor, nfor + rlr);
}

const no = noiseFloor();
const ro = 15 - 1.5 * (slr + no);

/** Iolr: too low or too high an overall loudness. G.107 7.3. */
function loudnessImpairment(): number {
  const x = (olr + 0.2 * (64 + no - rlr)) / 8;
  return 20 * (softMax(x, 8) - x);
}

/** Iq: quantizing distortion. G.107 7.3. */
function quantizingImpairment(): number {
  const q = 37 - 15 * Math.log10(qdu);
  const g = 1.07 + 0.258 * q + 0.0602 * q ** 2;
  const y = (ro - 100) / 15 + 46 / 8.4 - g / 9;
  const z = 46 / 30 - g / 40;
  return 15 * Math.log10(1 + 10 ** y + 10 ** z);
}

/** Ist: the talker's own voice in the earpiece, raised by an early echo. G.107 7.3. */
function sidetoneImpairment(tMs: number): number {
  const stmrO = -10 * Math.log10(10 ** (-stmr / 10) + Math.exp(-tMs / 4) * 10 ** (-telr / 10));
  return (
    12 * softMax((stmrO - 13) / 6, 8) -
    28 * softMax((stmrO + 1) / 19.4, 35) -
    13 * softMax((stmrO - 3) / 33, 13) +
    29
  );
}

/** Idte: the talker hears himself. G.107 7.4; STMR of 15 needs neither of the two corrections. */
function talkerEchoImpairment(tMs: number): number {
  const terv = telr - 40 * Math.log10((1 + tMs / 10) / (1 + tMs / 150)) + 6 * Math.exp(-0.3 * tMs ** 2);
  const re = 80 + 2.5 * (terv - 14);
  const half = (-1.5 * (no - rlr) - re) / 2;
  return (half + Math.sqrt(half ** 2 + 100) - 1) * (1 - Math.exp(-tMs));
}

/** Idle: the listener hears the talker twice. G.107 7.4. */
function listenerEchoImpairment(roundTripMs: number): number {
  const rle = 10.5 * (wepl + 7) * (roundTripMs + 1) ** -0.25;
  const half = (ro - rle) / 2;
  return half + Math.sqrt(half ** 2 + 169);
}

/** Idd: talking over each other, from 100 ms on. G.107 7.4; the exponents are products with sT. */
function delayImpairment(taMs: number): number {
  if (taMs <= mTMs) return 0;
  const x = Math.log2(taMs / mTMs);
  return 25 * (softMax(x, 6 * sT) - 3 * softMax(x / 3, 6 * sT) + 2);
}

/** Ie,eff: codec and loss; bursts weigh more than the same loss spread out. G.107 7.5. */
function equipmentImpairment({ lossRatio, burstRatio, codec }: EModelInput): number {
  const ppl = lossRatio * 100;
  return codec.ie + ((95 - codec.ie) * ppl) / (ppl / burstRatio + codec.bpl);
}

/** The rating for one direction of a call, with every part of it. G.107 7.1. */
export function rateCall(input: EModelInput): EModelRating {
  const taMs = input.oneWayDelayMs;
  const is = loudnessImpairment() + sidetoneImpairment(taMs) + quantizingImpairment();
  const idte = talkerEchoImpairment(taMs);
  const idle = listenerEchoImpairment(2 * taMs);
  const idd = delayImpairment(taMs);
  const ieEff = equipmentImpairment(input);
  return {
    ro,
    is,
    idte,
    idle,
    idd,
    ieEff,
    rFactor: ro - is - idte - idle - idd - ieEff,
    rFactorShortForm: shortFormBest - idd - ieEff,
  };
}

/** MOS-CQE, 1..4.5, of a rating. G.107 Annex B; never below 1, where the polynomial dips for R under 6.5. */
export function mosCqeOf(rFactor: number): number {
  if (rFactor <= 0) return 1;
  if (rFactor >= 100) return 4.5;
  return Math.max(1, 1 + 0.035 * rFactor + rFactor * (rFactor - 60) * (100 - rFactor) * 7e-6);
}
