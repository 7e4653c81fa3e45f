import torch.distributions as D
import torch, math, warnings
warnings.simplefilter('ignore')

def show(name, make, value=None, shape=(3,)):
    torch.manual_seed(7)
    try:
        d = make()
        print(name, d, d.batch_shape, d.event_shape, d.has_rsample)
    except Exception as e:
        print(name, type(e).__name__, e)
        return
    for what in ['mean', 'mode', 'variance', 'stddev', 'support']:
        try:
            print(' ', what, getattr(d, what))
        except Exception as e:
            print(' ', what, type(e).__name__, str(e).replace('mydist', 'torch.distributions'))
    try:
        s = d.sample()
        print('  sample', s)
        s = d.sample(shape)
        print('  sample', s, s.dtype)
        if d.has_rsample:
            print('  rsample', d.rsample(shape))
    except Exception as e:
        print('  sample', type(e).__name__, e)
    v = s if value is None else value
    for what in ['log_prob', 'cdf', 'icdf']:
        try:
            print(' ', what, getattr(d, what)(v if what != 'icdf' else torch.tensor(0.3)))
        except Exception as e:
            print(' ', what, type(e).__name__)
    for what in ['entropy', 'enumerate_support']:
        try:
            print(' ', what, getattr(d, what)())
        except Exception as e:
            print(' ', what, type(e).__name__)
    try:
        e = d.expand((2,) + tuple(d.batch_shape))
        print('  expand', e.batch_shape, e.event_shape, e.sample().shape)
    except Exception as e:
        print('  expand', type(e).__name__, e)
    print(' ', d)
T = torch.tensor
show('Normal', lambda: D.Normal(0.0, 1.0))
show('Normal2', lambda: D.Normal(T([0.0, 1.0]), T([1.0, 2.0])))
show('Normal3', lambda: D.Normal(torch.zeros(2, 3), 0.5, validate_args=False), shape=(4,))
show('NormalBad', lambda: D.Normal(T([0.0, float('nan')]), 1.0))
show('NormalBad2', lambda: D.Normal(0.0, -1.0))
show('NormalI', lambda: D.Normal(0, 1))
show('Cat', lambda: D.Categorical(T([0.25, 0.25, 0.5])), shape=(10,))
show('CatL', lambda: D.Categorical(logits=T([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]])), shape=(4, 2))
show('CatBad', lambda: D.Categorical(T([-0.5, 0.5])))
show('Cat0', lambda: D.Categorical(T(0.5)))
show('CatBoth', lambda: D.Categorical())
show('CatNaN', lambda: D.Categorical(logits=T([1.0, float('nan')])))
show('Bern', lambda: D.Bernoulli(T([0.3])), shape=(8,))
show('BernL', lambda: D.Bernoulli(logits=T([0.5, -1.0])))
show('Bernf', lambda: D.Bernoulli(0.7))
show('BernBad', lambda: D.Bernoulli(T([1.5])))
show('Uni', lambda: D.Uniform(0.0, 2.0))
show('Uni2', lambda: D.Uniform(T([0.0, -1.0]), T([1.0, 5.0])))
show('UniBad', lambda: D.Uniform(1.0, 0.0))
show('Beta', lambda: D.Beta(T([0.5, 2.0]), T([0.5, 3.0])))
show('Betaf', lambda: D.Beta(2.0, 5.0))
show('Gamma', lambda: D.Gamma(T([0.5, 1.0, 3.0, 20.0]), T([1.0, 2.0, 1.0, 0.5])))
show('Gammaf', lambda: D.Gamma(1.0, 1.0))
show('Dir', lambda: D.Dirichlet(T([0.5, 0.5, 2.0])))
show('Dir2', lambda: D.Dirichlet(torch.ones(2, 3)))
show('Exp', lambda: D.Exponential(T([1.0, 0.5])))
show('Expf', lambda: D.Exponential(2.0))
show('Poi', lambda: D.Poisson(T([0.5, 4.0, 30.0])), shape=(5,))
show('Lap', lambda: D.Laplace(T([0.0, 1.0]), T([1.0, 0.5])))
show('Cauchy', lambda: D.Cauchy(0.0, 1.0))
show('HalfCauchy', lambda: D.HalfCauchy(1.0))
show('HalfNormal', lambda: D.HalfNormal(T([1.0, 2.0])))
show('LogNormal', lambda: D.LogNormal(T([0.0, 1.0]), T([1.0, 0.25])))
show('Gumbel', lambda: D.Gumbel(T([0.0]), T([1.0])))
show('StudentT', lambda: D.StudentT(T([3.0, 1.0])))
show('Chi2', lambda: D.Chi2(T([1.0, 4.0])))
show('MVN', lambda: D.MultivariateNormal(torch.zeros(2), torch.eye(2)))
show('MVNt', lambda: D.MultivariateNormal(T([1.0, 2.0]), scale_tril=T([[1.0, 0.0], [0.5, 2.0]])))
show('MVNp', lambda: D.MultivariateNormal(torch.zeros(2, 2), precision_matrix=T([[2.0, 0.5], [0.5, 1.0]])))
show('MVNbad', lambda: D.MultivariateNormal(torch.zeros(2), T([[1.0, 2.0], [2.0, 1.0]])))
show('MVNnone', lambda: D.MultivariateNormal(torch.zeros(2)))
show('Ind', lambda: D.Independent(D.Normal(torch.zeros(2, 3), torch.ones(2, 3)), 1))
show('Ind2', lambda: D.Independent(D.Bernoulli(logits=torch.zeros(4)), 1))
show('Geo', lambda: D.Geometric(T([0.3, 0.9])))
show('Binom', lambda: D.Binomial(10, T([0.2, 0.9])))
show('BinomL', lambda: D.Binomial(T([5.0, 50.0]), logits=T([0.0, 1.0])))
show('OneHot', lambda: D.OneHotCategorical(T([0.2, 0.3, 0.5])))
show('NegB', lambda: D.NegativeBinomial(T([3.0]), T([0.4])))
show('Weibull', lambda: D.Weibull(T([1.0]), T([2.0])))
show('Pareto', lambda: D.Pareto(T([1.0]), T([3.0])))
show('Fisher', lambda: D.FisherSnedecor(T([3.0]), T([5.0])))
for p, q in [(D.Normal(0.0, 1.0), D.Normal(1.0, 2.0)), (D.Bernoulli(T([0.3])), D.Bernoulli(T([0.6]))), (D.Categorical(T([0.2, 0.8])), D.Categorical(T([0.5, 0.5]))), (D.Exponential(1.0), D.Exponential(2.0)), (D.Gamma(2.0, 1.0), D.Gamma(3.0, 2.0)), (D.Beta(2.0, 1.0), D.Beta(3.0, 2.0)), (D.Dirichlet(T([1.0, 2.0])), D.Dirichlet(T([2.0, 1.0]))), (D.Laplace(0.0, 1.0), D.Laplace(1.0, 1.0)), (D.Uniform(0.0, 1.0), D.Uniform(0.0, 2.0)), (D.Poisson(3.0), D.Poisson(4.0)), (D.MultivariateNormal(torch.zeros(2), torch.eye(2)), D.MultivariateNormal(torch.ones(2), 2 * torch.eye(2))), (D.Independent(D.Normal(torch.zeros(3), 1.0), 1), D.Independent(D.Normal(torch.ones(3), 1.0), 1)), (D.Geometric(0.3), D.Geometric(0.4)), (D.Uniform(0.0, 1.0), D.Normal(0.0, 1.0))]:
    try:
        print(D.kl_divergence(p, q).mul(10000.0).round().div(10000.0))
    except Exception as e:
        print(type(e).__name__, e)
for d, v in [(D.Normal(T([0.0]), 1.0), T([float('nan')])), (D.Bernoulli(T([0.5])), T([2.0])), (D.Categorical(T([0.5, 0.5])), T(2)), (D.Categorical(T([0.5, 0.5])), T(0.5)), (D.Uniform(0.0, 1.0), T(2.0)), (D.Normal(torch.zeros(2), 1.0), torch.zeros(3)), (D.MultivariateNormal(torch.zeros(2), torch.eye(2)), torch.zeros(3)), (D.Exponential(1.0), T(-1.0)), (D.Normal(0.0, 1.0), 0.5), (D.Poisson(1.0), T(0.5)), (D.Dirichlet(torch.ones(2)), T([0.5, 0.6])), (D.Beta(1.0, 1.0), T(1.5))]:
    try:
        print(d.log_prob(v))
    except Exception as e:
        print(type(e).__name__, e)
m = torch.tensor([0.5, 1.5], requires_grad=True)
s = torch.tensor([1.0, 2.0], requires_grad=True)
torch.manual_seed(0)
d = D.Normal(m, s)
z = d.rsample((2,))
z.sum().backward()
print(m.grad, s.grad, z)
print(d.log_prob(T([0.0, 0.0])), d.sample().requires_grad)
lg = torch.zeros(2, 3, requires_grad=True)
c = D.Categorical(logits=lg)
a = c.sample()
(-c.log_prob(a) * T([1.0, 2.0])).sum().backward()
print(lg.grad, c.entropy())
