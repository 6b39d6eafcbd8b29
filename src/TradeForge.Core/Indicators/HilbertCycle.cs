using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Ehlers' homodyne discriminator: the length of the dominant cycle, with the in-phase and quadrature parts of the wave.</summary>
/// <remarks>
/// The price is smoothed by weights 4, 3, 2, 1; a Hilbert transformer with coefficients 0.0962 and 0.5769 turns it by a quarter of a cycle; the angle between one bar and the
/// next gives the period, held within 0.67 … 1.5 of the last and 6 … 50 bars, then smoothed by 0.2 and 0.33. The filters run from bar <c>start</c> on (counted from 0), with
/// nothing before it. Source: J. Ehlers, Rocket Science for Traders, 2001. The caller keeps NaN away.
/// </remarks>
internal struct HilbertCycle
{
    private readonly int _start;
    private Taps _smooth, _detrended, _quadrature, _inPhase;
    private double _price1, _price2, _price3, _i2, _q2, _re, _im, _rawPeriod;
    private int _bars;

    public HilbertCycle(int start) => (_start, _bars) = (start, -1);

    /// <summary>Bars after which runs with different pasts agree to 1e-4. The gain hangs on the period, so there is no closed form: of sixty random walks the slowest took 196.</summary>
    public const int Fade = 200;

    /// <summary>The filters have run on this bar.</summary>
    public readonly bool IsRunning => _bars >= _start;

    /// <summary>Number of this bar; stays where it is once it no longer matters.</summary>
    public readonly int Bar => _bars;

    /// <summary>The weighted price; NaN before bar 3.</summary>
    public double Smoothed { get; private set; }

    public readonly double InPhase => _detrended.Third;
    public readonly double Quadrature => _quadrature.Newest;

    /// <summary>The smoothed length of the cycle in bars; 0 before the filters run.</summary>
    public double Period { get; private set; }

    public void Add(double price)
    {
        if (_bars < 1_000) _bars++;
        Smoothed = _bars < 3 ? double.NaN : ((4 * price) + (3 * _price1) + (2 * _price2) + _price3) / 10;
        (_price3, _price2, _price1) = (_price2, _price1, price);
        if (_bars >= _start) Turn();
    }

    private void Turn()
    {
        var gain = (0.075 * _rawPeriod) + 0.54;
        _smooth.Add(Smoothed);
        _detrended.Add(_smooth.Hilbert * gain);
        _quadrature.Add(_detrended.Hilbert * gain);
        _inPhase.Add(_detrended.Third);
        var (turnedI, turnedQ) = (_inPhase.Hilbert * gain, _quadrature.Hilbert * gain);
        var i2 = (0.2 * (_detrended.Third - turnedQ)) + (0.8 * _i2);
        var q2 = (0.2 * (_quadrature.Newest + turnedI)) + (0.8 * _q2);
        _re = (0.2 * ((i2 * _i2) + (q2 * _q2))) + (0.8 * _re);
        _im = (0.2 * ((i2 * _q2) - (q2 * _i2))) + (0.8 * _im);
        (_i2, _q2) = (i2, q2);
        var angle = _re != 0 && _im != 0 ? Math.Atan(_im / _re) : 0;
        var period = angle == 0 ? _rawPeriod : 2 * Math.PI / angle;
        period = Math.Max(0.67 * _rawPeriod, Math.Min(1.5 * _rawPeriod, period));
        _rawPeriod = (0.2 * Math.Clamp(period, 6, 50)) + (0.8 * _rawPeriod);
        Period = (0.33 * _rawPeriod) + (0.67 * Period);
    }

    /// <summary>The last seven values of one filter, the newest first.</summary>
    private struct Taps
    {
        private double _v1, _v2, _v4, _v5, _v6;

        public double Newest { get; private set; }
        public double Third { get; private set; } // three bars ago

        public readonly double Hilbert => (0.0962 * Newest) + (0.5769 * _v2) - (0.5769 * _v4) - (0.0962 * _v6);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(double value)
        {
            (_v6, _v5, _v4, Third) = (_v5, _v4, Third, _v2);
            (_v2, _v1, Newest) = (_v1, Newest, value);
        }
    }
}
